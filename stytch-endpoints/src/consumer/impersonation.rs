//! `/v1/impersonation/authenticate`

use crate::consumer::sessions::Session;
use crate::consumer::users::User;
use crate::prelude::*;

/// Sign-ins of the project's staff as a User.
#[endpoints(
    defaults = crate::api,
    tag = "Impersonation (consumer)",
    path = "/v1/impersonation/authenticate",
    id = "api_impersonation_v1_",
)]
pub trait Impersonation {
    /// Starts a session as a User, for a member of the project's staff who asked for it in Stytch's dashboard.
    ///
    /// The session lasts for an hour, and cannot be extended. Its only factor names the person who impersonates, so
    /// that the application can show it and forbid what the staff must not do.
    ///
    /// # Errors
    /// `unable_to_auth_impersonation_token` (401) if the token is used or expired; `user_impersonation_not_allowed`
    /// (403).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The token in the URL to which the dashboard redirected. It works once, and for five minutes.
        #[sensitive]
        impersonation_token: Token,
    ) -> Result<AuthenticateResponse>;
}

/// The response to an impersonation.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who is impersonated.
    pub user_id: UserId,
    /// The impersonated User's data.
    pub user: User,
    /// The token of the session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session, with the one factor `impersonated`.
    pub session: Option<Session>,
}
