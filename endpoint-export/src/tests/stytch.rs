//! The real provider, whole and with one endpoint.

use endpoint_runtime::provider::Provider;

/// The id of the endpoint that the goldens show.
pub(crate) const REVOKE: &str = "api_organization_v1_organizations_members_connected_apps_Revoke";

/// Returns the real provider.
pub(crate) fn stytch() -> Provider {
    stytch_endpoints::provider().unwrap()
}

/// Returns the real provider with one endpoint, at a version that no release changes.
pub(crate) fn revoke_alone() -> Provider {
    let mut stytch = stytch();
    stytch.version = "1.0.0".to_owned();
    stytch.groups.iter_mut().for_each(|group| group.operations.retain(|operation| operation.metadata.id == REVOKE));
    stytch.groups.retain(|group| !group.operations.is_empty());
    stytch
}
