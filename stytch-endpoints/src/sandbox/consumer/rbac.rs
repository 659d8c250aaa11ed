//! `/v1/rbac/policy`

use crate::{
    Result,
    consumer::rbac::{PolicyRequest, PolicyResponse, Rbac},
    sandbox::Sandbox,
};

impl Rbac for Sandbox {
    async fn policy(&self, _: PolicyRequest) -> Result<PolicyResponse> {
        self.respond(|state, request_id| {
            Ok(PolicyResponse { request_id, status_code: 200, policy: Some(state.consumer_policy.clone()) })
        })
    }
}
