//! `/v1/b2b/rbac/policy`

mod organizations;

use crate::{
    Result,
    b2b::rbac::{PolicyRequest, PolicyResponse, Rbac},
    sandbox::Sandbox,
};

impl Rbac for Sandbox {
    async fn policy(&self, _: PolicyRequest) -> Result<PolicyResponse> {
        self.respond(|state, request_id| {
            Ok(PolicyResponse { request_id, status_code: 200, policy: Some(state.b2b_policy.clone()) })
        })
    }
}
