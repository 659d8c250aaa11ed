//! Connected Apps, as several endpoints describe them.

use endpoint_runtime::Param;
use serde::Deserialize;

use crate::{ids::ConnectedAppId, null_default};

/// A Connected App, with the scopes that one Member or User has granted to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct ConnectedApp {
    /// The app's id.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub connected_app_id: ConnectedAppId,
    /// The app's display name.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub name: String,
    /// The app's purpose; may be empty.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub description: String,
    /// The app's OAuth client type.
    #[serde(deserialize_with = "null_default::deserialize")]
    pub client_type: ClientType,
    /// The granted OAuth scopes, separated by blanks.
    #[serde(deserialize_with = "null_default::deserialize")]
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

/// The OAuth client type of a Connected App: its owner, and whether it can keep a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Param)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClientType {
    /// The project's own app, with a secret.
    FirstParty,
    /// The project's own app, without a secret: it uses PKCE.
    FirstPartyPublic,
    /// An app of another company, with a secret.
    ThirdParty,
    /// An app of another company, without a secret: it uses PKCE.
    ThirdPartyPublic,
    /// Any other type, as Stytch spells it. Empty if Stytch leaves it out.
    #[serde(untagged)]
    Other(String),
}

impl Default for ClientType {
    fn default() -> Self {
        Self::Other(String::new())
    }
}
