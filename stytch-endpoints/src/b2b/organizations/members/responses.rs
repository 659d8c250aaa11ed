//! Responses about Members.

use std::collections::BTreeMap;

use crate::b2b::organizations::{Member, OidcProviderInfo, Organization};
use crate::prelude::*;
use crate::search::ResultsMetadata;

/// A Member, as it is after the call, and the Member's Organization.
#[object]
pub struct MemberResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The id that Stytch gave to the Member.
    pub member_id: MemberId,
    /// The Member.
    pub member: Member,
    /// The Member's Organization.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response to a deletion: the Member can no longer sign in.
#[object]
pub struct DeleteResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Member who was deleted.
    pub member_id: MemberId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The Connected Apps that a Member has authorized.
#[object]
pub struct GetConnectedAppsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The apps.
    pub connected_apps: Vec<ConnectedApp>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A Member's logins through OpenID Connect connections.
#[object]
pub struct OidcProvidersResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The logins, each with its tokens.
    pub registrations: Vec<OidcProviderInfo>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A page of the Members who match a search.
#[object]
pub struct SearchResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Members of this page; may be empty.
    pub members: Vec<Member>,
    /// The size of the result, and the cursor of the next page.
    pub results_metadata: ResultsMetadata,
    /// The Organizations of these Members, by their ids.
    pub organizations: BTreeMap<String, Organization>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A Member without the address that was unlinked.
#[object]
pub struct UnlinkRetiredEmailResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The id that Stytch gave to the Member.
    pub member_id: MemberId,
    /// The id that Stytch gave to the Member's Organization.
    pub organization_id: OrganizationId,
    /// The Member.
    pub member: Member,
    /// The Member's Organization.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
