//! The settings of Connected Apps, and their checks.

use std::collections::BTreeSet;

use endpoint_runtime::{JsonMap, http::Uri};

use super::{
    super::{
        api_error::ApiError,
        state::{AppEntry, State},
    },
    scopes::{is_first_party, is_public},
};
use crate::{
    connected_apps::{ClientType, clients::ConnectedAppClient},
    ids::ConnectedAppId,
    secrets::ClientSecret,
};

/// The number of redirect URLs of an app.
const MAX_REDIRECT_URLS: usize = 100;
/// The lifetime of access tokens for which nothing else is set, in minutes.
pub(super) const DEFAULT_EXPIRY_MINUTES: i32 = 60;
/// The claims of tokens that a template cannot replace.
const RESERVED_CLAIMS: [&str; 10] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "scope", "client_id", "nonce"];

/// Checks the URLs that an authorization may redirect to: of https, or of http on the own computer.
pub(in crate::sandbox) fn check_redirect_urls(urls: &[String]) -> Result<(), ApiError> {
    if urls.len() > MAX_REDIRECT_URLS {
        let message = format!("An app has at most {MAX_REDIRECT_URLS} redirect URLs.");
        return Err(ApiError::bad_request("too_many_redirect_urls", message));
    }
    let mut known = BTreeSet::new();
    if let Some(url) = urls.iter().find(|url| !known.insert(url.as_str())) {
        let message = format!("The redirect URL `{url}` is there twice.");
        return Err(ApiError::bad_request("duplicate_redirect_url", message));
    }
    if let Some(url) = urls.iter().find(|url| !is_redirect_url(url)) {
        let message =
            format!("The redirect URL `{url}` is none of https, or of http on `localhost` or a loopback address.");
        return Err(ApiError::bad_request("connected_app_invalid_redirect_url", message));
    }
    Ok(())
}

fn is_redirect_url(url: &str) -> bool {
    let Ok(parsed) = url.parse::<Uri>() else { return false };
    let is_loopback = |host: &str| matches!(host, "localhost" | "[::1]") || host.starts_with("127.");
    match (parsed.scheme_str(), parsed.host()) {
        (Some("https"), Some(_)) => !url.contains('#'),
        (Some("http"), Some(host)) => is_loopback(host) && !url.contains('#'),
        _ => false,
    }
}

/// Checks all settings of an app.
pub(super) fn check_settings(app: &ConnectedAppClient) -> Result<(), ApiError> {
    if matches!(app.client_type, ClientType::Other(_)) {
        let message =
            "`client_type` has to be `first_party`, `first_party_public`, `third_party` or `third_party_public`.";
        return Err(ApiError::bad_request("invalid_connected_app_type", message));
    }
    check_redirect_urls(&app.redirect_urls)?;
    check_redirect_urls(&app.post_logout_redirect_urls)?;
    if app.full_access_allowed && !is_first_party(app) {
        let message = "Only the project's own apps can have full access.";
        return Err(ApiError::bad_request("third_party_clients_cannot_use_full_access", message));
    }
    if app.bypass_consent_for_offline_access && !is_first_party(app) {
        let message = "Other companies' apps need consent to `offline_access`.";
        return Err(ApiError::bad_request("third_party_clients_require_consent_for_offline_access", message));
    }
    if !(5..=1440).contains(&app.access_token_expiry_minutes) {
        let message = "`access_token_expiry_minutes` has to be 5 to 1440.";
        return Err(ApiError::bad_request("idp_invalid_access_token_expiry_minutes", message));
    }
    if app.access_token_custom_audience.as_ref().is_some_and(|audience| audience.trim().is_empty()) {
        let message = "`access_token_custom_audience` is blank; leave it out instead.";
        return Err(ApiError::bad_request("idp_invalid_access_token_custom_audience", message));
    }
    let templates = [&app.access_token_template_content, &app.id_token_template_content];
    if templates.into_iter().any(|template| !is_template(template)) {
        let message = "A template has to be a JSON object without claims that every token has.";
        return Err(ApiError::bad_request("idp_invalid_access_token_jwt_template", message));
    }
    Ok(())
}

fn is_template(template: &str) -> bool {
    let is_free = |name: &str| !RESERVED_CLAIMS.contains(&name) && !name.starts_with("https://stytch.com/");
    template.is_empty() || serde_json::from_str(template).is_ok_and(|claims: JsonMap| claims.keys().all(is_free))
}

impl State {
    /// Adds an app with a new id, and a new secret unless it is public.
    pub(super) fn insert_app(
        &mut self,
        mut client: ConnectedAppClient,
    ) -> Result<(ConnectedAppId, Option<ClientSecret>), ApiError> {
        client.client_id = self.ids.id("connected-app").into();
        "active".clone_into(&mut client.status);
        if client.access_token_expiry_minutes == 0 {
            client.access_token_expiry_minutes = DEFAULT_EXPIRY_MINUTES;
        }
        check_settings(&client)?;
        let secret = if is_public(&client) { None } else { Some(ClientSecret::from(self.ids.token("secret"))) };
        let id = self.insert_app_entry(AppEntry::new(client, secret.clone())).map_err(|_| ApiError::full())?;
        Ok((id, secret))
    }
}
