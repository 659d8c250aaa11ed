//! `/v1/rbac/policy`

use crate::prelude::*;
use crate::rbac::PolicyResource;
pub use crate::rbac::{PolicyRole, PolicyScope};

/// Role-based access control of consumer projects.
#[endpoints(
    defaults = crate::api,
    tag = "RBAC (consumer)",
    path = "/v1/rbac/policy",
    id = "api_consumer_rbac_v1_",
)]
pub trait Rbac {
    /// Shows the RBAC policy of a consumer project: its roles, resources and scopes.
    ///
    /// The policy is edited in Stytch's dashboard. It changes seldom, so that a program can keep it for some minutes,
    /// and check the roles of a session against it without a call.
    ///
    /// # Errors
    /// None of its own; `unauthorized_credentials` (401) as with every call.
    #[endpoint(GET, id = "Policy")]
    async fn policy(&self) -> Result<PolicyResponse>;
}

/// The response with the project's RBAC policy.
#[object]
pub struct PolicyResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The policy; absent if the project has none.
    pub policy: Option<Policy>,
}

/// An RBAC policy.
#[object]
pub struct Policy {
    /// The roles that Users can have, Stytch's default role `stytch_user` included.
    pub roles: Vec<PolicyRole>,
    /// The resources of the application, with all actions that there are.
    pub resources: Vec<PolicyResource>,
    /// The OAuth scopes that Connected Apps can request.
    pub scopes: Vec<PolicyScope>,
}
