//! Changes of passwords by Users who have just signed in.

use crate::{
    Result,
    consumer::{
        passwords::session::{ResetRequest, Session},
        sessions::SessionResponse,
    },
    factors::{AuthenticationFactor, DeliveryMethod, FactorType},
    sandbox::{
        Sandbox, api_error::ApiError, grants::Subject, session_entries::SessionOptions, user_sign_in::UserSignIn,
    },
};

impl Session for Sandbox {
    async fn reset(&self, request: ResetRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let token = state.find_session(request.session_token.as_ref(), request.session_jwt.as_ref())?;
            let session = state.session(&token)?;
            let Subject::User(user) = session.subject.clone() else { return Err(ApiError::session_not_found()) };
            state.check_recent(session.factors.iter().filter(|factor| proves_email(factor)))?;
            let sign_in = UserSignIn {
                factors: vec![state.password_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            state.reset_user_password(&user, request.password, sign_in, request_id)
        })
    }
}

/// Returns whether a factor proves the e-mail address: a password, or a link or code by e-mail.
fn proves_email(factor: &AuthenticationFactor) -> bool {
    factor.r#type == FactorType::Password || factor.delivery_method == DeliveryMethod::Email
}
