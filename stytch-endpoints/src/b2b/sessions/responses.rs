//! Responses of endpoints that start, check or list sessions.

use super::{PrimaryRequired, Session};
use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::prelude::*;
use crate::rbac::AuthorizationVerdict;

/// The result of a sign-in that may be incomplete: a session, or an intermediate session for the missing factors.
#[object]
pub struct AuthenticationResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who signs in.
    pub member_id: MemberId,
    /// The token of the session; empty if a factor is missing.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session; empty if a factor is missing.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The Organization that the Member signs in to.
    pub organization: Organization,
    /// `true` if the Member is signed in, `false` if a factor is missing.
    pub member_authenticated: bool,
    /// Continues the sign-in at the endpoint of the missing factor; empty if the Member is signed in.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
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

/// A sign-in that is complete, and its session.
#[object]
pub struct SessionResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who is signed in.
    pub member_id: MemberId,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The Organization that the Member is signed in to.
    pub organization: Organization,
    /// The token of the session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session.
    pub member_session: Option<Session>,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
}

/// The session that was started or extended by another issuer's token.
#[object]
pub struct AttestResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member whom the token names.
    pub member_id: MemberId,
    /// The session.
    pub member_session: Session,
    /// The token of the session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Member, who may be new.
    pub member: Member,
    /// The Organization that the Member is signed in to.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The Member's device, if the request had a telemetry id and the device was recognized.
    pub member_device: Option<DeviceInfo>,
}

/// A session that is active.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The session, with its new expiry if the call extended it.
    pub member_session: Session,
    /// The token of the session, which stays the same.
    #[sensitive]
    pub session_token: SessionToken,
    /// A new JWT of the session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Member who is signed in.
    pub member: Member,
    /// The Organization that the Member is signed in to.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The roles that permit the action; absent without an authorization check.
    pub verdict: Option<AuthorizationVerdict>,
}

/// The active sessions of a Member.
#[object]
pub struct GetResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The sessions.
    pub member_sessions: Vec<Session>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The session that replaces another system's.
#[object]
pub struct MigrateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member with the e-mail address that the other system returned.
    pub member_id: MemberId,
    /// The token of the session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The JWT of the session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The Member, after the sign-in.
    pub member: Member,
    /// The Organization that the Member is signed in to.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session.
    pub member_session: Option<Session>,
}
