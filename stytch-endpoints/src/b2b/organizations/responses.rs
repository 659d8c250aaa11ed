//! Responses about Organizations.

use super::{ActiveMember, Organization, OrganizationConnectedApp};
use crate::prelude::*;
use crate::search::ResultsMetadata;

/// An Organization, as it is after the call.
#[object]
pub struct OrganizationResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Organization.
    pub organization: Organization,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A page of the Organizations that match a search.
#[object]
pub struct SearchResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Organizations of this page; may be empty.
    pub organizations: Vec<Organization>,
    /// The size of the result, and the cursor of the next page.
    pub results_metadata: ResultsMetadata,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response to a deletion: the Organization no longer exists.
#[object]
pub struct DeleteResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Organization that was deleted.
    pub organization_id: OrganizationId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The Connected Apps that are installed in an Organization.
#[object]
pub struct ConnectedAppsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The apps.
    pub connected_apps: Vec<OrganizationConnectedApp>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A Connected App, and the Members who use it.
#[object]
pub struct GetConnectedAppResponse {
    /// The id of the call in Stytch's logs; some versions of the API leave it out here.
    pub request_id: Option<String>,
    /// The app's id.
    pub connected_app_id: ConnectedAppId,
    /// The app's display name.
    pub name: String,
    /// The app's purpose; may be empty.
    pub description: String,
    /// The app's OAuth client type.
    pub client_type: ClientType,
    /// The Organization's Members who have authorized the app.
    pub active_members: Vec<ActiveMember>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
}

/// Numbers about an Organization.
#[object]
pub struct MetricsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The number of the Organization's Members.
    pub member_count: u32,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
