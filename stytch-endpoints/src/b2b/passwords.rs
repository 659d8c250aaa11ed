//! `/v1/b2b/passwords`

pub mod discovery;
pub mod email;
pub mod existing_password;
pub mod session;
mod strength;

use crate::b2b::magic_links::email::LoginOrSignupResponse;
use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::{PrimaryRequired, Session};
use crate::passwords::{Argon2Config, HashType, Pbkdf2Config, SaltConfig, ScryptConfig};
use crate::prelude::*;

pub use strength::*;

/// Passwords of Members.
#[endpoints(
    defaults = crate::api,
    tag = "Passwords (B2B)",
    path = "/v1/b2b/passwords",
    id = "api_b2b_password_v1_",
)]
pub trait Passwords {
    /// Signs a Member in by e-mail address and password.
    ///
    /// With a session of the same Member, the factor is added to it, and no second factor is asked for. With an
    /// intermediate session, the factor is added to that. If a factor is missing, no session is started:
    /// `member_authenticated` is `false`, and the intermediate session token continues the sign-in within ten minutes.
    /// It is good for this Organization only, since the password is.
    ///
    /// If the project looks for breaches at sign-in, even a correct password is refused once it has appeared in one;
    /// the Member then has to reset it by e-mail.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401), if the password is wrong; `member_reset_password`, if it has to be reset;
    /// `organization_not_found`, `member_not_found`, `member_password_not_found`, `session_not_found` and
    /// `intermediate_session_not_found` (404); `too_many_session_arguments` (400); `user_lock_limit_reached`, after too
    /// many failures.
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        organization_id: OrganizationId,
        /// The Member's e-mail address.
        email_address: String,
        #[sensitive] password: Password,
        #[sensitive] session_token: Option<SessionToken>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// The language of the passcode that is sent if the Member needs a second factor.
        locale: Option<EmailLocale>,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Imports a Member's password from another system by its hash, and creates the Member if there is none.
    ///
    /// The e-mail address counts as verified afterwards: import only those that the other system has verified. A Member
    /// who already has a password keeps it, and the call fails. If passwords are shared by the Organizations of a
    /// project, each Organization of the address needs a call.
    ///
    /// # Errors
    /// `organization_not_found` (404); `password_already_exists`, `invalid_hash`, `invalid_hash_type`, `invalid_email`
    /// and, by the hash's type, errors such as `invalid_bcrypt_hash` or `argon_2_key_length_mismatch` (400);
    /// `duplicate_member_external_id` (400).
    #[endpoint(POST "/migrate", id = "Migrate")]
    async fn migrate(
        &self,
        /// The Member's e-mail address, which has been verified.
        email_address: String,
        /// The hash, encoded as its type has it; of scrypt and PBKDF2, in base64.
        #[sensitive]
        hash: String,
        hash_type: HashType,
        organization_id: OrganizationId,
        /// The salt of an MD5 hash; left out if there is none.
        md_5_config: Option<SaltConfig>,
        /// The parameters of an Argon2 hash in hex; left out if the hash is in the encoded form, which has them.
        argon_2_config: Option<Argon2Config>,
        /// The salt of a SHA-1 hash; left out if there is none.
        sha_1_config: Option<SaltConfig>,
        /// The salt of a SHA-512 hash; left out if there is none.
        sha_512_config: Option<SaltConfig>,
        /// The parameters of a scrypt hash; left out if the hash is in the PHC form, which has them.
        scrypt_config: Option<ScryptConfig>,
        /// The parameters of a PBKDF2 hash, which needs them.
        pbkdf_2_config: Option<Pbkdf2Config>,
        /// The Member's full name.
        name: Option<String>,
        /// Data of the application about the Member, which only the application changes; null removes a key.
        trusted_metadata: Option<JsonMap>,
        /// Data of the application about the Member, which the Member's browser may change; null removes a key.
        untrusted_metadata: Option<JsonMap>,
        /// The roles of the Member, in place of all that were assigned before; left out, those stay.
        roles: Option<Vec<RoleId>>,
        /// `true` to keep the sessions whose SSO connection implies a role that the Member loses by this; `false`, the
        /// default, revokes them.
        preserve_existing_sessions: Option<bool>,
        /// The Member's telephone number, as E.164 (`+12025550162`).
        mfa_phone_number: Option<String>,
        /// `true` if the number belongs to the Member beyond doubt: it then counts as verified.
        set_phone_number_verified: Option<bool>,
        /// The application's own id of a new Member: at most 128 letters, digits and `._-|`, unique in the
        /// Organization. Ignored if the Member exists.
        external_id: Option<String>,
    ) -> Result<LoginOrSignupResponse>;

    /// Checks if a password would be accepted, and says how to improve it.
    ///
    /// The project's policy decides: zxcvbn, which estimates the effort to guess the password and is the default, or
    /// LUDS, which counts characters by kind. With an e-mail address, a password that has appeared in a breach is
    /// refused, too. Nothing is stored.
    ///
    /// # Errors
    /// `invalid_email` (400); `password_validation_timeout`, if the password takes too long to check.
    #[endpoint(POST "/strength_check", id = "StrengthCheck", idempotent)]
    async fn strength_check(
        &self,
        #[sensitive] password: Password,
        /// The address of the person who chooses the password.
        email_address: Option<String>,
    ) -> Result<StrengthCheckResponse>;
}

/// The result of a sign-in by password: a session, or an intermediate session for the missing factors.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who signs in.
    pub member_id: MemberId,
    /// The Organization that the Member signs in to.
    pub organization_id: OrganizationId,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The token of the session; empty if a factor is missing.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session; empty if a factor is missing.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Organization.
    pub organization: Organization,
    /// Continues the sign-in at the endpoint of the missing factor; empty if the Member is signed in.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// `true` if the Member is signed in, `false` if a factor is missing.
    pub member_authenticated: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if a factor is missing.
    pub member_session: Option<Session>,
    /// The second factor that is missing, if one is.
    pub mfa_required: Option<MfaRequired>,
    /// The first factor that is missing, if one is.
    pub primary_required: Option<PrimaryRequired>,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
    /// The time at which the intermediate session token expires.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}
