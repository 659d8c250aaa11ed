//! The definition of Stytch's API for tools. Feature `schema`.

use endpoint_runtime::provider::{
    AuthScheme, CredentialPart, Environment, Host, Provider, ProviderBuilder, ProviderError, Refusals,
};

use crate::client::{FRAUD_HOST, LIVE_PROJECT_PREFIX, LIVE_URL, PROJECT_ID_VARIABLE, SECRET_VARIABLE, TEST_URL};

/// Returns the definition of Stytch's API with every endpoint of this crate. Feature `schema`.
///
/// ```
/// let stytch = stytch_endpoints::provider()?;
/// let operation = stytch.operation("b2b.organizations.members.connected_apps.revoke").ok_or("gone")?;
/// assert_eq!(operation.metadata.id, "api_organization_v1_organizations_members_connected_apps_Revoke");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Its schemas are generated at their first use.
///
/// # Errors
/// Two endpoints collide; a test makes sure that none do.
pub fn provider() -> Result<Provider, ProviderError> {
    builder().build_lazily()
}

fn builder() -> ProviderBuilder {
    let test = Environment::new("test", TEST_URL).docs("Projects whose id starts with `project-test-`.");
    let live = Environment::new("live", LIVE_URL).docs("Projects whose id starts with `project-live-`.");
    let project_id =
        CredentialPart::new("project_id", PROJECT_ID_VARIABLE).docs("The project's id, from Stytch's dashboard.");
    let secret =
        CredentialPart::new("secret", SECRET_VARIABLE).docs("A secret of the project, from Stytch's dashboard.");
    Provider::builder("stytch")
        .title("Stytch")
        .version(env!("CARGO_PKG_VERSION"))
        .license(env!("CARGO_PKG_LICENSE"))
        .docs("Authentication, authorization and Connected Apps for business and consumer products.")
        .refusals(Refusals::ErrorBodies)
        .rust_client("stytch_endpoints::Stytch")
        .environment(test)
        .environment(live.username_prefix(LIVE_PROJECT_PREFIX))
        .host(Host::new(FRAUD_HOST.name, FRAUD_HOST.url).docs("Device fingerprints and fraud rules."))
        .auth(AuthScheme::basic(project_id, secret))
        .shared_module("stytch_endpoints::attributes")
        .shared_module("stytch_endpoints::connected_apps")
        .shared_module("stytch_endpoints::device_history")
        .shared_module("stytch_endpoints::error")
        .shared_module("stytch_endpoints::ids")
        .shared_module("stytch_endpoints::jwks")
        .shared_module("stytch_endpoints::locale")
        .shared_module("stytch_endpoints::oauth")
        .shared_module("stytch_endpoints::passwords")
        .shared_module("stytch_endpoints::rbac")
        .shared_module("stytch_endpoints::redirect")
        .shared_module("stytch_endpoints::response")
        .shared_module("stytch_endpoints::search")
        .shared_module("stytch_endpoints::secrets")
        .shared_module("stytch_endpoints::timestamp")
        .resources(crate::schemas())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_schema_has_a_problem() {
        builder().build().unwrap();
    }

    #[test]
    fn titles_and_summaries_tell_operations_apart() {
        let provider = provider().unwrap();
        let mut summaries = BTreeSet::new();
        for group in &provider.groups {
            // A page shows the name of the method below that of the group.
            let names: BTreeSet<_> = group.operations.iter().map(|operation| operation.metadata.name).collect();
            assert_eq!(names.len(), group.operations.len(), "{}: {names:?}", group.name);
            for operation in &group.operations {
                assert!(summaries.insert(operation.summary()), "{} is summarized like another", operation.name);
            }
        }
    }

    #[test]
    fn each_group_is_introduced_once() {
        for group in provider().unwrap().groups {
            assert!(!group.docs.is_empty() && !group.docs.contains("\n\n"), "{}: {}", group.name, group.docs);
        }
    }
}
