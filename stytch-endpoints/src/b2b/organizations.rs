//! `/v1/b2b/organizations/<organization_id>`

pub mod members;

use crate::prelude::*;

/// Organizations, the tenants of a B2B project.
#[endpoints(defaults = crate::api, tag = "Organizations", id = "api_organization_v1_")]
pub trait Organizations {
    /// Lists the Connected Apps that are installed in an Organization.
    ///
    /// An app is installed as long as at least one Member has authorized it and has not revoked its access. An app that
    /// the Organization's own policy no longer allows is not listed.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is needed.
    ///
    /// # Errors
    /// `organization_not_found` (404); with a session, `session_not_found` (404) and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(GET "/v1/b2b/organizations/<organization_id>/connected_apps",
               id = "ConnectedApps")]
    async fn connected_apps(
        &self,
        organization_id: OrganizationId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<ConnectedAppsResponse>;

    /// Shows a Connected App, and the Members of an Organization who use it, with their scopes.
    ///
    /// With a session, the Member has to belong to the Organization; no further permission is needed.
    ///
    /// # Errors
    /// `organization_not_found` and `connected_app_not_found` (404); with a session, `session_not_found` (404) and
    /// `session_authorization_tenancy_error` (403).
    #[endpoint(GET "/v1/b2b/organizations/<organization_id>/connected_apps/<connected_app_id>",
               id = "GetConnectedApp")]
    async fn get_connected_app(
        &self,
        organization_id: OrganizationId,
        connected_app_id: ConnectedAppId,
        #[headers] session: Option<MemberSession>,
    ) -> Result<GetConnectedAppResponse>;
}

/// The Connected Apps that are installed in an Organization.
#[object]
pub struct ConnectedAppsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The apps.
    pub connected_apps: Vec<OrganizationConnectedApp>,
}

/// A Connected App that is installed in an Organization.
#[object]
pub struct OrganizationConnectedApp {
    /// The app's id.
    pub connected_app_id: ConnectedAppId,
    /// The app's display name.
    pub name: String,
    /// The app's purpose; may be empty.
    pub description: String,
    /// The app's OAuth client type.
    pub client_type: ClientType,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
}

/// A Connected App, and the Members who use it.
#[object]
pub struct GetConnectedAppResponse {
    /// The id of the call in Stytch's logs; some versions of the API leave it out here.
    pub request_id: Option<String>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
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
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
}

/// A Member who has authorized a Connected App.
#[object]
pub struct ActiveMember {
    /// The Member.
    pub member_id: MemberId,
    /// The OAuth scopes that the Member has granted.
    pub granted_scopes: Vec<String>,
}
