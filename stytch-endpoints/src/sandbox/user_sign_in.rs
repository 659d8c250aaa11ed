//! The end of every sign-in of a User: a session if the call asks for one.

use super::{api_error::ApiError, grants::Subject, session_entries::SessionOptions, state::State};
use crate::{
    consumer::{sessions::SessionResponse, users::UserStatus},
    factors::AuthenticationFactor,
    ids::UserId,
    secrets::{SessionJwt, SessionToken},
};

/// A sign-in of a User.
#[derive(Default)]
pub(super) struct UserSignIn<'a> {
    /// The factors that were just proved.
    pub(super) factors: Vec<AuthenticationFactor>,
    /// The lifetime; without one, no session is started.
    pub(super) options: SessionOptions,
    /// The session to which the factors are added, if the call names one.
    pub(super) session_token: Option<&'a SessionToken>,
    pub(super) session_jwt: Option<&'a SessionJwt>,
}

impl State {
    /// Completes a sign-in.
    pub(super) fn sign_in_user(
        &mut self,
        id: &UserId,
        sign_in: UserSignIn<'_>,
        request_id: String,
    ) -> Result<SessionResponse, ApiError> {
        let UserSignIn { factors, options, session_token, session_jwt } = sign_in;
        let subject = Subject::from(id);
        self.check_lock(&subject)?;
        let (mut earlier, proved) = (Vec::new(), factors.clone());
        let token = if session_token.is_some() || session_jwt.is_some() {
            let token = self.find_session(session_token, session_jwt)?;
            let session = self.session(&token)?;
            if session.subject != subject {
                return Err(ApiError::session_not_found());
            }
            earlier.clone_from(&session.factors);
            self.touch_session(&token, factors, options)?;
            Some(token)
        } else if options.duration_minutes.is_some() {
            Some(self.start_session(subject, factors, options)?.expose_secret().to_owned())
        } else {
            None
        };
        self.distrust_password(id, &proved, &earlier);
        let user = &mut self.users.get_mut(id).ok_or_else(ApiError::user_not_found)?.user;
        user.status = UserStatus::Active;
        let user = user.clone();
        let mut response =
            SessionResponse { request_id, status_code: 200, user_id: id.clone(), user, ..Default::default() };
        if let Some(token) = token {
            response.session_jwt = self.session_jwt(&token)?;
            response.session = Some(self.user_session(self.session(&token)?)?);
            response.session_token = token.into();
        }
        Ok(response)
    }
}
