//! Changes of Members' passwords by the old password.

use crate::{
    Result,
    b2b::{
        passwords::existing_password::{ExistingPassword, ResetRequest},
        sessions::AuthenticationResponse,
    },
    sandbox::{Sandbox, api_error::ApiError, member_sign_in::MemberSignIn, session_entries::SessionOptions},
};

fn requires_reset() -> ApiError {
    let message = "The old password is not accepted any more; reset it by e-mail.";
    ApiError::bad_request("cannot_reset_password_with_existing_password", message)
}

impl ExistingPassword for Sandbox {
    async fn reset(&self, request: ResetRequest) -> Result<AuthenticationResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let member = state.member_id_by_email(&organization, &request.email_address)?;
            state.check_member_password(&member, &request.existing_password, requires_reset)?;
            let sign_in = MemberSignIn {
                factors: vec![state.password_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: None,
            };
            state.reset_member_password(&member, request.new_password, sign_in, request_id)
        })
    }
}
