//! What the Connected Apps endpoints tell of an app.

use endpoint_runtime::Param;
use serde::Deserialize;

use crate::{ids::ConnectedAppId, tolerant};

/// A Connected App, with what one Member or User has allowed it to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct ConnectedApp {
    /// The app.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub connected_app_id: ConnectedAppId,
    /// Its name, for humans.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub name: String,
    /// What it is for; may be empty.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub description: String,
    /// Whose app it is, and whether it can keep a secret.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub client_type: ClientType,
    /// The OAuth scopes that were granted, separated by blanks.
    #[serde(deserialize_with = "tolerant::or_default")]
    pub scopes_granted: String,
    /// Where its logo is.
    pub logo_url: Option<String>,
}

impl ConnectedApp {
    /// The OAuth scopes that were granted, one by one.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scopes_granted.split_ascii_whitespace()
    }
}

/// Whose app a Connected App is, and whether it can keep a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Param)]
#[cfg_attr(feature = "server", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClientType {
    /// The project's own app, with a secret.
    FirstParty,
    /// The project's own app, without a secret: it proves itself by PKCE.
    FirstPartyPublic,
    /// Somebody else's app, with a secret.
    ThirdParty,
    /// Somebody else's app, without a secret: it proves itself by PKCE.
    ThirdPartyPublic,
    /// A type that is not listed here, as Stytch wrote it. Empty where Stytch left it out.
    #[serde(untagged)]
    Other(String),
}

impl Default for ClientType {
    fn default() -> Self {
        Self::Other(String::new())
    }
}
