//! Connected Apps, and the Members who use them.

use crate::prelude::*;

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

/// A Member who has authorized a Connected App.
#[object]
pub struct ActiveMember {
    /// The Member.
    pub member_id: MemberId,
    /// The OAuth scopes that the Member has granted.
    pub granted_scopes: Vec<String>,
}
