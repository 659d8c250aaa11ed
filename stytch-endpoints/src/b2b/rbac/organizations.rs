//! `/v1/b2b/rbac/organizations/<organization_id>`

use crate::b2b::rbac::OrgPolicy;
use crate::prelude::*;

/// The RBAC policies of Organizations: roles that only the Members of one Organization can have.
#[endpoints(
    defaults = crate::api,
    tag = "RBAC policies: Organizations",
    path = "/v1/b2b/rbac/organizations/<organization_id>",
    id = "api_b2b_rbac_v1_b2b_rbac_organizations_",
)]
pub trait Organizations {
    /// Shows the roles that an Organization has defined for itself.
    ///
    /// The roles of the project, which all Organizations share, are not part of it.
    ///
    /// # Errors
    /// `organization_not_found` (404).
    #[endpoint(GET, id = "GetOrgPolicy")]
    async fn get_org_policy(&self, organization_id: OrganizationId) -> Result<OrgPolicyResponse>;

    /// Replaces all roles that an Organization has defined for itself.
    ///
    /// A role that is missing in the new policy no longer exists. The new roles can permit only actions on resources of
    /// the project's policy, and cannot have the id of one of its roles.
    ///
    /// # Errors
    /// `organization_not_found` (404); `rbac_role_duplicate`, `rbac_role_missing_permissions`,
    /// `invalid_rbac_custom_role`, `invalid_rbac_stytch_role_edit`, `invalid_permission_resource`,
    /// `invalid_permission_action` and `too_many_roles` (400).
    #[endpoint(PUT, id = "SetOrgPolicy")]
    async fn set_org_policy(&self, organization_id: OrganizationId, org_policy: OrgPolicy)
    -> Result<OrgPolicyResponse>;
}

/// The RBAC policy of an Organization.
#[object]
pub struct OrgPolicyResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Organization's own roles, as they are now.
    pub org_policy: OrgPolicy,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
