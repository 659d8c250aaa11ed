//! Connected Apps as OAuth clients.

use crate::prelude::*;

/// A Connected App with all of its settings, and without its secret.
#[object]
pub struct ConnectedAppClient {
    /// The app's id.
    pub client_id: ConnectedAppId,
    /// The app's display name.
    pub client_name: String,
    /// The app's purpose; may be empty.
    pub client_description: String,
    /// `active` for an app that can be authorized.
    pub status: String,
    /// `true` if the app may exchange its access tokens for sessions. Only for the project's own apps.
    pub full_access_allowed: bool,
    /// The app's OAuth client type.
    pub client_type: ClientType,
    /// The URLs that an authorization may redirect to.
    pub redirect_urls: Vec<String>,
    /// The lifetime of access tokens, in minutes.
    pub access_token_expiry_minutes: i32,
    /// The template of additional claims in access tokens, a JSON object as text. Empty if there is none.
    pub access_token_template_content: String,
    /// The URLs that a logout may redirect to.
    pub post_logout_redirect_urls: Vec<String>,
    /// `true` if nobody is asked for consent to the scope `offline_access`. Only for the project's own apps.
    pub bypass_consent_for_offline_access: bool,
    /// The way in which the app came into being, such as dynamic client registration.
    pub creation_method: String,
    /// The template of additional claims in id tokens, a JSON object as text. Empty if there is none.
    pub id_token_template_content: String,
    /// The last four characters of the secret, if the app has one.
    pub client_secret_last_four: Option<String>,
    /// The last four characters of the next secret, during a rotation.
    pub next_client_secret_last_four: Option<String>,
    /// An audience of the application's own in access tokens.
    pub access_token_custom_audience: Option<String>,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
    /// The URL of the document that describes the client, if its id came from one.
    pub client_id_metadata_url: Option<String>,
}

/// A new Connected App, with its secret.
#[object]
pub struct ConnectedAppWithClientSecret {
    /// The app's id.
    pub client_id: ConnectedAppId,
    /// The app's display name.
    pub client_name: String,
    /// The app's purpose; may be empty.
    pub client_description: String,
    /// `active` for an app that can be authorized.
    pub status: String,
    /// `true` if the app may exchange its access tokens for sessions. Only for the project's own apps.
    pub full_access_allowed: bool,
    /// The app's OAuth client type.
    pub client_type: ClientType,
    /// The URLs that an authorization may redirect to.
    pub redirect_urls: Vec<String>,
    /// The lifetime of access tokens, in minutes.
    pub access_token_expiry_minutes: i32,
    /// The template of additional claims in access tokens, a JSON object as text. Empty if there is none.
    pub access_token_template_content: String,
    /// The URLs that a logout may redirect to.
    pub post_logout_redirect_urls: Vec<String>,
    /// `true` if nobody is asked for consent to the scope `offline_access`. Only for the project's own apps.
    pub bypass_consent_for_offline_access: bool,
    /// The template of additional claims in id tokens, a JSON object as text. Empty if there is none.
    pub id_token_template_content: String,
    /// The last four characters of the secret, if the app has one.
    pub client_secret_last_four: Option<String>,
    /// The last four characters of the next secret, during a rotation.
    pub next_client_secret_last_four: Option<String>,
    /// The app's secret, which is shown only here. Public apps have none.
    #[sensitive]
    pub client_secret: Option<ClientSecret>,
    /// An audience of the application's own in access tokens.
    pub access_token_custom_audience: Option<String>,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
    /// The URL of the document that describes the client, if its id came from one.
    pub client_id_metadata_url: Option<String>,
}

/// A Connected App at the start of a rotation, with its next secret.
#[object]
pub struct ConnectedAppWithNextClientSecret {
    /// The app's id.
    pub client_id: ConnectedAppId,
    /// The app's display name.
    pub client_name: String,
    /// The app's purpose; may be empty.
    pub client_description: String,
    /// `active` for an app that can be authorized.
    pub status: String,
    /// The last four characters of the secret that is being replaced.
    pub client_secret_last_four: String,
    /// `true` if the app may exchange its access tokens for sessions. Only for the project's own apps.
    pub full_access_allowed: bool,
    /// The app's OAuth client type.
    pub client_type: ClientType,
    /// The URLs that an authorization may redirect to.
    pub redirect_urls: Vec<String>,
    /// The secret that takes the place of the present one. It is shown only here.
    #[sensitive]
    pub next_client_secret: ClientSecret,
    /// The lifetime of access tokens, in minutes.
    pub access_token_expiry_minutes: i32,
    /// The template of additional claims in access tokens, a JSON object as text. Empty if there is none.
    pub access_token_template_content: String,
    /// The URLs that a logout may redirect to.
    pub post_logout_redirect_urls: Vec<String>,
    /// `true` if nobody is asked for consent to the scope `offline_access`. Only for the project's own apps.
    pub bypass_consent_for_offline_access: bool,
    /// The template of additional claims in id tokens, a JSON object as text. Empty if there is none.
    pub id_token_template_content: String,
    /// The last four characters of the next secret.
    pub next_client_secret_last_four: Option<String>,
    /// An audience of the application's own in access tokens.
    pub access_token_custom_audience: Option<String>,
    /// The URL of the app's logo.
    pub logo_url: Option<String>,
    /// The URL of the document that describes the client, if its id came from one.
    pub client_id_metadata_url: Option<String>,
}
