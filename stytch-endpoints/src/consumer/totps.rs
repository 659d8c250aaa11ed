//! `/v1/totps`

use crate::consumer::sessions::Session;
use crate::consumer::users::User;
use crate::prelude::*;

/// Authenticator apps of Users, which show time-based one-time passcodes (TOTP, RFC 6238).
#[endpoints(
    defaults = crate::api,
    tag = "Authenticator apps (consumer)",
    path = "/v1/totps",
    id = "api_totp_v1_",
)]
pub trait Totps {
    /// Registers an authenticator app for a User, and returns its key, a QR code and recovery codes.
    ///
    /// The registration is pending until a first code is authenticated. A User has one at a time. The key and the QR
    /// code are shown to the User once, and cannot be read again.
    ///
    /// # Errors
    /// `user_not_found` (404); `active_totp_exists` and `pending_totp_exists` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        user_id: UserId,
        /// The time for the first code, in minutes: 5 to 1440, which is a day and the default. Then the registration is
        /// void.
        expiration_minutes: Option<i32>,
    ) -> Result<CreateResponse>;

    /// Signs a User in by the code that an authenticator app shows.
    ///
    /// The first code completes the registration. With `session_token` or `session_jwt`, the app becomes a factor of
    /// that session; a session is started if `session_duration_minutes` is given. Each code works once.
    ///
    /// # Errors
    /// `unable_to_authenticate_totp` (401) if the code is wrong; `totp_code_already_authenticated` (400) if it is used;
    /// `invalid_totp_code`, `expired_totp` and `recovery_code_used_as_totp_code` (400); `user_not_found` and
    /// `totps_not_found_for_user` (404); `user_lock_limit_reached` (429) after too many failures; with a session,
    /// `session_not_found` (404).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        user_id: UserId,
        #[sensitive] totp_code: Code,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Signs a User in by a recovery code, in place of the authenticator app that is lost.
    ///
    /// The code is used up. With `session_token` or `session_jwt`, it becomes a factor of that session; a session is
    /// started if `session_duration_minutes` is given. The app remains registered until it is deleted.
    ///
    /// # Errors
    /// `unable_to_authenticate_recovery_code` (401) if the code is wrong or used; `invalid_recovery_code` and
    /// `totp_code_used_as_recovery_code` (400); `user_not_found` and `totps_not_found_for_user` (404);
    /// `user_lock_limit_reached` (429) after too many failures; with a session, `session_not_found` (404).
    #[endpoint(POST "/recover", id = "Recover")]
    async fn recover(
        &self,
        user_id: UserId,
        #[sensitive] recovery_code: RecoveryCode,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Shows the unused recovery codes of a User.
    ///
    /// # Errors
    /// `user_not_found` and `recovery_codes_not_found` (404).
    #[endpoint(POST "/recovery_codes", id = "RecoveryCodes", idempotent)]
    async fn recovery_codes(&self, user_id: UserId) -> Result<RecoveryCodesResponse>;
}

/// The response to a valid code of an authenticator app, or a recovery code.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who signed in.
    pub user_id: UserId,
    /// The session's token; empty without a session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The registration of the app.
    pub totp_id: TotpId,
    /// The session's JWT; empty without a session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The User after the sign-in.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if none was started or given.
    pub session: Option<Session>,
    /// The device and its history, if the call had a telemetry id.
    pub user_device: Option<DeviceInfo>,
}

/// A new registration of an authenticator app, which is pending.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The registration of the app.
    pub totp_id: TotpId,
    /// The key, for Users who type it in.
    #[sensitive]
    pub secret: TotpSecret,
    /// The key as a QR code: a `data:` URL of a PNG image.
    #[sensitive]
    pub qr_code: String,
    /// The codes by which the User signs in without the app; each works once.
    #[sensitive]
    pub recovery_codes: Vec<RecoveryCode>,
    /// The User with the registration.
    pub user: User,
    /// The User who registers the app.
    pub user_id: UserId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The recovery codes of a User.
#[object]
pub struct RecoveryCodesResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User to whom the codes belong.
    pub user_id: UserId,
    /// The registrations with their codes.
    pub totps: Vec<Totp>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A registration of an authenticator app, with its recovery codes.
#[object]
pub struct Totp {
    /// The registration of the app.
    pub totp_id: TotpId,
    /// `true` once a first code of the app was authenticated.
    pub verified: bool,
    /// The codes that are not used yet.
    #[sensitive]
    pub recovery_codes: Vec<RecoveryCode>,
}
