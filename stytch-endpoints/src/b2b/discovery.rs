//! Discovery: somebody proves an e-mail address first, and then chooses or creates the Organization to sign in to.

pub mod intermediate_sessions;
pub mod organizations;

use crate::b2b::mfa::MfaRequired;
use crate::b2b::organizations::{Member, Organization};
use crate::b2b::sessions::PrimaryRequired;
use crate::prelude::*;

/// A proved e-mail address, and the Organizations to choose from.
#[object]
pub struct DiscoveryResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The proof of the address, which is exchanged for a session of an Organization, or used to create one.
    #[sensitive]
    pub intermediate_session_token: IntermediateSessionToken,
    /// The e-mail address that was proved.
    pub email_address: String,
    /// The Organizations that the address is a Member of, is invited to, or may join; may be empty.
    pub discovered_organizations: Vec<DiscoveredOrganization>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The end of the intermediate session token; older versions of the API leave it out.
    pub intermediate_session_token_expires_at: Option<Timestamp>,
}

/// An Organization that somebody can sign in to or join, and what is still missing for that.
#[object]
pub struct DiscoveredOrganization {
    /// `true` if nothing more is needed to sign in; otherwise `primary_required` or `mfa_required` says what is.
    pub member_authenticated: bool,
    /// The Organization.
    pub organization: Option<Organization>,
    /// The reason why the Organization is listed.
    pub membership: Option<Membership>,
    /// The first factors that the Organization accepts; absent if the one that was used is accepted.
    pub primary_required: Option<PrimaryRequired>,
    /// The second factor that is needed; absent if none is.
    pub mfa_required: Option<MfaRequired>,
}

/// The relation of an e-mail address to an Organization.
#[object]
pub struct Membership {
    /// `active_member`, `pending_member`, `invited_member`, `eligible_to_join_by_email_domain` or
    /// `eligible_to_join_by_oauth_tenant`.
    pub r#type: String,
    /// The `domain` of somebody who may join by it, or the `provider` and the `tenant`; absent for Members.
    pub details: Option<JsonMap>,
    /// The Member; absent for somebody who may join and has not joined yet.
    pub member: Option<Member>,
}
