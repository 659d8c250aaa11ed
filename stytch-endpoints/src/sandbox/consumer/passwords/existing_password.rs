//! Changes of passwords by Users who know the old one.

use crate::{
    Result,
    consumer::{
        passwords::existing_password::{ExistingPassword, ResetRequest},
        sessions::SessionResponse,
    },
    sandbox::{Sandbox, consumer::contacts::Contact, session_entries::SessionOptions, user_sign_in::UserSignIn},
};

impl ExistingPassword for Sandbox {
    async fn reset(&self, request: ResetRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let (user, _) = state.user_by_email(&Contact::email(&request.email)?)?;
            state.check_user_password(&user, &request.existing_password)?;
            let sign_in = UserSignIn {
                factors: vec![state.password_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            state.reset_user_password(&user, request.new_password, sign_in, request_id)
        })
    }
}
