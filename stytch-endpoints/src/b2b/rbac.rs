//! `/v1/b2b/rbac`

pub mod organizations;
mod policy;

pub use policy::*;

use crate::prelude::*;

/// The RBAC policy of a B2B project: which role may do what to which resource.
#[endpoints(
    defaults = crate::api,
    tag = "RBAC policies (B2B)",
    path = "/v1/b2b/rbac/policy",
    id = "api_b2b_rbac_v1_",
)]
pub trait Rbac {
    /// Shows the RBAC policy of a B2B project: its roles, resources and scopes.
    ///
    /// A server can keep a copy for some minutes and decide by itself what the roles of a session permit. The policy is
    /// edited in Stytch's dashboard. Roles that an Organization has defined for itself are not part of it.
    ///
    /// # Errors
    /// None of its own; `unauthorized_credentials` (401) as with every call.
    #[endpoint(GET, id = "Policy")]
    async fn policy(&self) -> Result<PolicyResponse>;
}

/// The project's RBAC policy.
#[object]
pub struct PolicyResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The policy; absent if the project has none.
    pub policy: Option<Policy>,
}
