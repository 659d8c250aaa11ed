//! Authorization requests of apps, and the answers of the people who are asked.

use super::{
    super::{api_error::ApiError, grants::Subject, state::State},
    Authorization,
    scopes::{OFFLINE_ACCESS, is_first_party, is_public},
    tokens::Code,
};
use crate::{
    connected_apps::{AllowedApps, ConnectedAppPublic, clients::ConnectedAppClient},
    ids::ConnectedAppId,
    oauth::{AuthorizeResponse, ScopeResult},
    redirect::RedirectUrl,
};

/// An app's request, and the person who is asked.
pub(in crate::sandbox) struct AuthorizationRequest {
    pub(in crate::sandbox) subject: Subject,
    /// The token of the session that names the person.
    pub(in crate::sandbox) session: Option<String>,
    pub(in crate::sandbox) client_id: ConnectedAppId,
    pub(in crate::sandbox) redirect_uri: String,
    pub(in crate::sandbox) response_type: String,
    pub(in crate::sandbox) scopes: Vec<String>,
    pub(in crate::sandbox) prompt: Option<String>,
}

/// The person's answer, and the values of the app's request that it completes.
pub(in crate::sandbox) struct Decision {
    pub(in crate::sandbox) consent_granted: bool,
    pub(in crate::sandbox) state: Option<String>,
    pub(in crate::sandbox) nonce: Option<String>,
    pub(in crate::sandbox) code_challenge: Option<String>,
    pub(in crate::sandbox) resources: Option<Vec<String>>,
}

/// The content of a consent page.
pub(in crate::sandbox) struct ConsentPage {
    pub(in crate::sandbox) client: ConnectedAppPublic,
    pub(in crate::sandbox) consent_required: bool,
    pub(in crate::sandbox) scope_results: Vec<ScopeResult>,
}

impl AuthorizationRequest {
    fn has_prompt(&self, prompt: &str) -> bool {
        self.prompt.iter().flat_map(|prompts| prompts.split_ascii_whitespace()).any(|given| given == prompt)
    }
}

impl State {
    /// Checks an authorization request, and changes nothing.
    pub(in crate::sandbox) fn start_authorization(
        &self,
        request: &AuthorizationRequest,
    ) -> Result<ConsentPage, ApiError> {
        let app = &self.app(&request.client_id)?.client;
        if !app.redirect_urls.contains(&request.redirect_uri) {
            let message = "The redirect URL is none of those that the app has registered.";
            return Err(ApiError::unauthorized("connected_app_supplied_redirect_url_not_found_in_client", message));
        }
        if request.response_type != "code" {
            let message = "`response_type` has to be `code` (RFC 6749, section 4.1.1).";
            return Err(ApiError::bad_request("unsupported_response_type", message));
        }
        if request.has_prompt("none") && request.prompt.as_deref().map(str::trim) != Some("none") {
            let message = "`prompt` has `none` and others (OpenID Connect Core, section 3.1.2.1).";
            return Err(ApiError::bad_request("oidc_prompt_none_must_be_exclusive", message));
        }
        self.check_organization_allows(&request.subject, app)?;
        let scope_results = self.scope_results(&request.subject, app, &request.scopes)?;
        Ok(ConsentPage {
            client: ConnectedAppPublic {
                client_id: app.client_id.clone(),
                client_name: app.client_name.clone(),
                client_description: app.client_description.clone(),
                client_type: app.client_type.clone(),
                logo_url: app.logo_url.clone(),
            },
            consent_required: self.needs_consent(request, app),
            scope_results,
        })
    }

    /// The project's own apps need consent to `offline_access` only, others to all scopes that were not granted yet.
    fn needs_consent(&self, request: &AuthorizationRequest, app: &ConnectedAppClient) -> bool {
        let grant = (request.subject.clone(), request.client_id.clone());
        let granted = self.grants.get(&grant).map(Vec::as_slice).unwrap_or_default();
        let is_free =
            |scope: &String| is_first_party(app) && (scope != OFFLINE_ACCESS || app.bypass_consent_for_offline_access);
        request.has_prompt("consent") || request.scopes.iter().any(|scope| !granted.contains(scope) && !is_free(scope))
    }

    /// Refuses apps that the Member's Organization does not allow.
    fn check_organization_allows(&self, subject: &Subject, app: &ConnectedAppClient) -> Result<(), ApiError> {
        let Subject::Member(member) = subject else { return Ok(()) };
        let member = &self.members.get(member).ok_or_else(ApiError::member_not_found)?.member;
        let organization = self.organizations.get(&member.organization_id);
        let organization = organization.ok_or_else(ApiError::organization_not_found)?;
        let (policy, list) = if is_first_party(app) {
            (&organization.first_party_connected_apps_allowed_type, &organization.allowed_first_party_connected_apps)
        } else {
            (&organization.third_party_connected_apps_allowed_type, &organization.allowed_third_party_connected_apps)
        };
        let is_allowed = match policy {
            AllowedApps::NotAllowed => false,
            AllowedApps::Restricted => list.contains(&app.client_id),
            _ => true,
        };
        if is_allowed {
            return Ok(());
        }
        let message = "The Organization does not allow its Members to authorize this app.";
        Err(ApiError::bad_request("connected_app_not_allowed_for_org", message))
    }

    /// Completes an authorization request: grants the scopes and issues a code, or refuses the app.
    pub(in crate::sandbox) fn complete_authorization(
        &mut self,
        request: AuthorizationRequest,
        decision: Decision,
        request_id: String,
    ) -> Result<AuthorizeResponse, ApiError> {
        let page = self.start_authorization(&request)?;
        let app = &self.app(&request.client_id)?.client;
        check_code_challenge(app, decision.code_challenge.as_deref())?;
        let redirect = RedirectUrl::new(request.redirect_uri.clone());
        if !decision.consent_granted {
            let redirect = redirect.query("error", Some("access_denied")).query("state", decision.state.as_deref());
            let redirect_uri = redirect.finish();
            return Ok(AuthorizeResponse { request_id, status_code: 200, redirect_uri, authorization_code: None });
        }
        if let Some(refused) = page.scope_results.iter().find(|result| !result.is_grantable) {
            let message = format!("The roles of the person do not permit to grant the scope `{}`.", refused.scope);
            return Err(ApiError::bad_request("oauth_invalid_scope_requested", message));
        }
        let grant = (request.subject, request.client_id);
        let mut granted = self.grants.get(&grant).cloned().unwrap_or_default();
        granted.extend(request.scopes.iter().filter(|scope| !granted.contains(scope)).cloned().collect::<Vec<_>>());
        self.authorize(grant.clone(), granted).map_err(|_| ApiError::full())?;
        let authorization = Authorization {
            nonce: decision.nonce,
            resources: decision.resources.unwrap_or_default(),
            session: request.session,
            ..Authorization::new(grant, self.ids.token("code"), request.scopes)
        };
        let code = self.issue_code(Code {
            authorization,
            redirect_uri: request.redirect_uri,
            challenge: decision.code_challenge,
        })?;
        let redirect = redirect.query("code", Some(&code)).query("state", decision.state.as_deref());
        Ok(AuthorizeResponse {
            request_id,
            status_code: 200,
            redirect_uri: redirect.finish(),
            authorization_code: Some(code.into()),
        })
    }
}

/// Requires a challenge of apps that cannot prove by a secret that the code is theirs (RFC 7636).
fn check_code_challenge(app: &ConnectedAppClient, challenge: Option<&str>) -> Result<(), ApiError> {
    let Some(challenge) = challenge else {
        return if is_public(app) {
            let message = "An app without a secret has to send a code challenge (RFC 7636).";
            Err(ApiError::bad_request("pkce_required_for_idp_authorization_flow", message))
        } else {
            Ok(())
        };
    };
    let is_base64 = challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if challenge.len() == 43 && is_base64 {
        return Ok(());
    }
    let message = "The code challenge is no SHA-256 hash in base64url, 43 characters without padding.";
    Err(ApiError::bad_request("invalid_pkce_code_challenge", message))
}
