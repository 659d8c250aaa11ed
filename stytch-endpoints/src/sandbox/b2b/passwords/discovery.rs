//! Passwords that the Organizations share, before one is chosen.

mod email;

use crate::{
    Result,
    b2b::{
        discovery::DiscoveryResponse,
        passwords::discovery::{AuthenticateRequest, Discovery},
    },
    factors::AuthenticationFactor,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        b2b::member_passwords::requires_reset,
        formats::check_email,
        passwords::{PasswordVerdict, wrong_password},
        proofs::IntermediateSession,
        state::State,
    },
};

impl Discovery for Sandbox {
    async fn authenticate(&self, request: AuthenticateRequest) -> Result<DiscoveryResponse> {
        self.respond(|state, request_id| {
            check_email(&request.email_address)?;
            match state.compare_shared_password(&request.email_address, &request.password)? {
                PasswordVerdict::Right => {
                    let factors = vec![state.password_factor()];
                    state.discover(request.email_address, factors, request_id)
                }
                PasswordVerdict::Wrong => Err(wrong_password()),
                PasswordVerdict::RequiresReset => Err(requires_reset()),
            }
        })
    }
}

impl State {
    /// Starts an intermediate session that is good for any Organization of the e-mail address.
    fn discover(
        &mut self,
        email: String,
        factors: Vec<AuthenticationFactor>,
        request_id: String,
    ) -> std::result::Result<DiscoveryResponse, ApiError> {
        let discovered_organizations = self.discovered_organizations(&email, &factors);
        let session = IntermediateSession { email: email.clone(), organization: None, factors };
        let (token, expires_at) = self.start_intermediate_session(session)?;
        Ok(DiscoveryResponse {
            request_id,
            intermediate_session_token: token,
            email_address: email,
            discovered_organizations,
            status_code: 200,
            intermediate_session_token_expires_at: Some(expires_at),
        })
    }
}
