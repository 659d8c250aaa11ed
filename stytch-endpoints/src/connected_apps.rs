//! Connected Apps, as several endpoints describe them.

#[cfg(feature = "connected-apps")]
pub mod clients;

use endpoint_runtime::by_feature::{object, open_enum};

use crate::ids::ConnectedAppId;

/// A Connected App, with the scopes that one Member or User has granted to it.
#[object]
pub struct ConnectedApp {
    /// The app's id.
    pub connected_app_id: ConnectedAppId,
    /// The app's display name.
    pub name: String,
    /// The app's purpose; may be empty.
    pub description: String,
    /// The app's OAuth client type.
    pub client_type: ClientType,
    /// The granted OAuth scopes, separated by blanks.
    pub scopes_granted: String,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
}

impl ConnectedApp {
    /// Returns the granted OAuth scopes, one by one.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scopes_granted.split_ascii_whitespace()
    }
}

/// A Connected App, as it is shown to a person who is asked for consent.
#[object]
pub struct ConnectedAppPublic {
    /// The app's id.
    pub client_id: ConnectedAppId,
    /// The app's display name.
    pub client_name: String,
    /// The app's purpose; may be empty.
    pub client_description: String,
    /// The app's OAuth client type.
    pub client_type: ClientType,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
}

/// The OAuth client type of a Connected App: its owner, and whether it can keep a secret.
#[open_enum(rename_all = "snake_case")]
pub enum ClientType {
    /// The project's own app, with a secret.
    FirstParty,
    /// The project's own app, without a secret: it uses PKCE.
    FirstPartyPublic,
    /// An app of another company, with a secret.
    ThirdParty,
    /// An app of another company, without a secret: it uses PKCE.
    ThirdPartyPublic,
}

/// A policy of an Organization: the Connected Apps that its Members may authorize.
#[open_enum]
pub enum AllowedApps {
    /// All apps of the project.
    #[text("ALL_ALLOWED")]
    AllAllowed,
    /// The apps in the Organization's list.
    #[text("RESTRICTED")]
    Restricted,
    /// None.
    #[text("NOT_ALLOWED")]
    NotAllowed,
}
