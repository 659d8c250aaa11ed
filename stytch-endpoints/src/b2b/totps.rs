//! `/v1/b2b/totp`

use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::SessionResponse;
use crate::prelude::*;

/// Authenticator apps of Members, as a second factor.
#[endpoints(
    defaults = crate::api,
    tag = "Authenticator apps (B2B)",
    path = "/v1/b2b/totp",
    id = "api_b2b_totp_v1_",
)]
pub trait Totps {
    /// Registers an authenticator app of a Member, and returns its key and the recovery codes.
    ///
    /// The Member scans the QR code, or types the key, and then proves a first code with `authenticate`. A registration
    /// without that expires.
    ///
    /// A Member who already has a second factor must have proved it: the call then needs a session or an intermediate
    /// session with that factor. Otherwise none is needed.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found`, `session_not_found` and `intermediate_session_not_found` (404);
    /// `active_totp_exists`, `action_available_only_for_active_members` and `too_many_session_arguments` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// The minutes until the registration expires without a first code: 5 to 1440, or 60 when left out.
        expiration_minutes: Option<i32>,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
    ) -> Result<CreateResponse>;

    /// Completes a Member's sign-in, or the registration of an app, by a code of the authenticator app.
    ///
    /// Exactly one of an intermediate session, which the call consumes, and a session, to which the factor is added, is
    /// needed: the code is not a first factor. Each code is accepted once.
    ///
    /// # Errors
    /// `organization_not_found`, `member_not_found`, `totp_not_found`, `session_not_found` and
    /// `intermediate_session_not_found` (404); `unable_to_authenticate_totp` (401), if the code is wrong;
    /// `totp_code_already_authenticated`, `expired_totp`, if the registration has expired,
    /// `recovery_code_used_as_totp_code`, `no_session_arguments`, `too_many_session_arguments` and
    /// `action_available_only_once_primary_authentication_is_met` (400).
    #[endpoint(POST "/authenticate", id = "Authenticate")]
    async fn authenticate(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        #[sensitive] code: Code,
        #[sensitive] intermediate_session_token: Option<IntermediateSessionToken>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The session's lifetime in minutes, counted from now: 5 to 527040, or 60 when left out.
        session_duration_minutes: Option<i32>,
        /// The application's own claims in the session and its JWT, at most 4 KB; null removes a key.
        session_custom_claims: Option<JsonMap>,
        /// `enroll` or `unenroll`: if later sign-ins need a second factor. Left out, it stays as it is. It is ignored
        /// if the Organization requires a second factor of all Members.
        set_mfa_enrollment: Option<String>,
        /// `true` to make the app the Member's default second factor. The first one that a Member uses becomes it
        /// anyway.
        set_default_mfa: Option<bool>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<SessionResponse>;

    /// Imports a Member's authenticator app from another system by its key, so that the Member need not register again.
    ///
    /// # Errors
    /// `organization_not_found` and `member_not_found` (404); `active_totp_exists` and `recovery_codes_already_exist`
    /// (400).
    #[endpoint(POST "/migrate", id = "Migrate")]
    async fn migrate(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        /// The key that the app already has.
        #[sensitive]
        secret: TotpSecret,
        /// The Member's recovery codes in the other system; of an empty list, new ones are made.
        #[sensitive]
        recovery_codes: Vec<RecoveryCode>,
    ) -> Result<MigrateResponse>;
}

/// An authenticator app that is registered, and waits for its first code.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who has the app.
    pub member_id: MemberId,
    /// The app's id.
    pub totp_registration_id: TotpId,
    /// The key, for a Member who cannot scan the QR code.
    #[sensitive]
    pub secret: TotpSecret,
    /// The QR code that holds the key: a PNG image, in base64.
    #[sensitive]
    pub qr_code: String,
    /// Codes that replace the app, each once; the Member has to keep them.
    #[sensitive]
    pub recovery_codes: Vec<RecoveryCode>,
    /// The Member, with the app's id.
    pub member: Member,
    /// The Organization.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// An authenticator app that was imported.
#[object]
pub struct MigrateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who has the app.
    pub member_id: MemberId,
    /// The Member, with the app's id.
    pub member: Member,
    /// The Organization.
    pub organization: Organization,
    /// The app's id.
    pub totp_registration_id: TotpId,
    /// The codes that replace the app, imported or new.
    #[sensitive]
    pub recovery_codes: Vec<RecoveryCode>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
