//! `/v1/passwords`

pub mod email;
pub mod existing_password;
pub mod session;

use crate::consumer::sessions::{Session, SessionResponse};
use crate::consumer::users::{Name, User};
use crate::passwords::{Argon2Config, HashType, LudsFeedback, Pbkdf2Config, SaltConfig, ScryptConfig};
use crate::prelude::*;

/// Passwords of Users, each of which belongs to an e-mail address.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords (consumer)",
    path = "/v1/passwords",
    id = "api_password_v1_",
)]
pub trait Passwords {
    /// Creates a User with an e-mail address and a password, or gives a password to the User of the address.
    ///
    /// A User who has no password yet, and has not verified the address otherwise, gets this one. A session is started
    /// if `session_duration_minutes` is given. The address remains unverified.
    ///
    /// # Errors
    /// `weak_password` and `breached_password` (400) by the project's policy; `duplicate_email` and
    /// `password_already_exists` (400) if the User exists; `invalid_email` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        /// The address of the User.
        email: String,
        #[sensitive] password: Password,
        /// The length of the new session in minutes: 5 to 527040. Without it, no session is started.
        session_duration_minutes: Option<i32>,
        /// The application's own claims of the new session, at most 4 KB.
        session_custom_claims: Option<JsonMap>,
        /// The application's own data of the User, which only the backend can change.
        trusted_metadata: Option<JsonMap>,
        /// The application's own data of the User, which the User can change by the frontend SDKs.
        untrusted_metadata: Option<JsonMap>,
        name: Option<Name>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<CreateResponse>;

    /// Signs a User in by an e-mail address and a password.
    ///
    /// With `session_token` or `session_jwt`, the password becomes a factor of that session; a session is started if
    /// `session_duration_minutes` is given. A right password is refused all the same when it has to be reset: because
    /// it is known from a breach, or because the User has since verified the address by another method.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401) if the password is wrong; `reset_password` (401) if it has to be reset;
    /// `email_not_found` and `no_user_password` (404); `user_lock_limit_reached` (429) after too many failures; with a
    /// session, `session_not_found` (404).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The address of the User.
        email: String,
        #[sensitive] password: Password,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Takes over a password from another system by its hash, and creates its User if there is none.
    ///
    /// The person keeps the password. A User who exists gets the password if there is none yet. The parameters of the
    /// hash go into the one configuration that fits `hash_type`.
    ///
    /// # Errors
    /// `invalid_hash_type`, `invalid_hash` and errors of each type such as `invalid_bcrypt_hash`, `invalid_email`,
    /// `password_already_exists` and `duplicate_user_external_id` (400).
    #[endpoint(POST "/migrate", id = "Migrate")]
    async fn migrate(
        &self,
        /// The address of the User.
        email: String,
        /// The hash as the other system stores it; for scrypt and PBKDF2 in base64.
        #[sensitive]
        hash: String,
        hash_type: HashType,
        md_5_config: Option<SaltConfig>,
        /// Required if `hash` is the bare value in hexadecimal digits, without the parameters.
        argon_2_config: Option<Argon2Config>,
        sha_1_config: Option<SaltConfig>,
        sha_512_config: Option<SaltConfig>,
        /// Required if `hash` is the bare value, not a PHC string with the parameters.
        scrypt_config: Option<ScryptConfig>,
        /// Required for PBKDF2.
        pbkdf_2_config: Option<Pbkdf2Config>,
        /// The application's own data of the User, which only the backend can change.
        trusted_metadata: Option<JsonMap>,
        /// The application's own data of the User, which the User can change by the frontend SDKs.
        untrusted_metadata: Option<JsonMap>,
        /// `true` to take the address for verified. Only if it is certain to be the person's: otherwise a stranger's
        /// login can be linked to this User. The default is `false`.
        set_email_verified: Option<bool>,
        name: Option<Name>,
        /// The telephone number of the User, in E.164 format: `+12025550123`.
        phone_number: Option<String>,
        /// `true` to take the telephone number for verified; only if it is certain to be the person's. The default is
        /// `false`.
        set_phone_number_verified: Option<bool>,
        /// The application's own id of a new User: at most 128 letters, digits and `.`, `_`, `-`, `|`. Requests accept
        /// it in place of the User's id.
        external_id: Option<String>,
        /// The roles that the User is assigned, besides those that everybody has.
        roles: Option<Vec<RoleId>>,
    ) -> Result<MigrateResponse>;

    /// Checks a password against the project's policy and against known breaches, without storing it.
    ///
    /// # Errors
    /// `invalid_email` (400); `password_validation_timeout`, if the password takes too long to check.
    #[endpoint(POST "/strength_check", id = "StrengthCheck", idempotent)]
    async fn strength_check(
        &self,
        #[sensitive] password: Password,
        /// The address of the User, which lowers the score of a password that resembles it.
        email: Option<String>,
    ) -> Result<StrengthCheckResponse>;
}

/// The response after a password was created.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User, who may be new.
    pub user_id: UserId,
    /// The address to which the password belongs.
    pub email_id: EmailId,
    /// The session's token; empty without a session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The session's JWT; empty without a session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The User with the password.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if none was started.
    pub session: Option<Session>,
    /// The device and its history, if the call had a telemetry id.
    pub user_device: Option<DeviceInfo>,
}

/// The response after a password was taken over from another system.
#[object]
pub struct MigrateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User, who may be new.
    pub user_id: UserId,
    /// The address to which the password belongs.
    pub email_id: EmailId,
    /// `true` if this call created the User.
    pub user_created: bool,
    /// The User with the password.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A judgment of a password.
#[object]
pub struct StrengthCheckResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// `true` if a User could choose the password.
    pub valid_password: bool,
    /// The score by zxcvbn, from 0 to 4; 3 is enough. It is 0 under the policy `luds`.
    pub score: i32,
    /// `true` if the password is known from a breach; always `false` if breaches are not checked.
    pub breached_password: bool,
    /// The project's policy: `zxcvbn`, or `luds`, which counts kinds of characters.
    pub strength_policy: String,
    /// `true` if new passwords are checked against known breaches.
    pub breach_detection_on_create: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// Advice for a better password.
    pub feedback: Option<Feedback>,
}

/// Advice for a better password, in English.
#[object]
pub struct Feedback {
    /// The weakness of the password by zxcvbn; empty if there is none.
    pub warning: String,
    /// Advice by zxcvbn, one sentence each.
    pub suggestions: Vec<String>,
    /// The kinds of characters that the policy `luds` finds; absent under `zxcvbn`.
    pub luds_requirements: Option<LudsFeedback>,
}
