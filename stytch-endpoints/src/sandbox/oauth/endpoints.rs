//! The endpoints at which OAuth clients get, check and revoke tokens.

use endpoint_runtime::{JsonMap, http::header::HOST, server::RequestHead};

use super::{
    super::{Sandbox, api_error::ApiError, signed_jwt, state::State},
    AuthorizationServer, Holder, TokenKind,
    claims::{response_of, subject_id},
    client_secrets::{check_client_id, check_secret},
    tokens::Token,
    wire::OwnDomain,
};
use crate::{
    Result,
    ids::{M2mClientId, OAuthClientId, ProjectId},
    oauth2::{
        GrantType, IntrospectRequest, IntrospectResponse, Oauth2, RevokeRequest, TokenRequest, TokenResponse,
        UserinfoRequest, UserinfoResponse,
    },
    response::Acknowledgement,
    secrets::ClientSecret,
};

impl AuthorizationServer {
    /// Reads the scheme, the host and the kind of path of a request.
    pub(super) fn addressed_by(sandbox: &Sandbox, head: RequestHead<'_>) -> Self {
        let authority = head.uri().authority().map(ToString::to_string);
        let host = || head.headers().get(HOST).and_then(|host| host.to_str().ok()).map(str::to_owned);
        let host = authority.or_else(host).unwrap_or_else(|| "localhost".to_owned());
        let scheme = head.uri().scheme_str().unwrap_or("http");
        Self {
            sandbox: sandbox.clone(),
            origin: format!("{scheme}://{host}"),
            is_own_domain: head.extensions().get::<OwnDomain>().is_some(),
        }
    }

    /// Returns the issuer that tokens name.
    pub(super) fn issuer(&self) -> String {
        if self.is_own_domain { self.origin.clone() } else { self.sandbox.state().default_issuer() }
    }
}

impl Oauth2 for AuthorizationServer {
    async fn token(&self, request: TokenRequest) -> Result<TokenResponse> {
        let issuer = self.issuer();
        self.sandbox.respond(|state, request_id| {
            state.check_project(&request.project_id)?;
            match &request.grant_type {
                GrantType::AuthorizationCode => state.exchange_code(&request, &issuer, request_id),
                GrantType::RefreshToken => state.exchange_refresh_token(&request, &issuer, request_id),
                GrantType::ClientCredentials => state.grant_client_credentials(&request, &issuer, request_id),
                GrantType::Other(_) => {
                    let message = "`grant_type` is none of those that the OpenID configuration lists.";
                    Err(ApiError::bad_request("unsupported_grant_type", message))
                }
            }
        })
    }

    async fn introspect(&self, request: IntrospectRequest) -> Result<IntrospectResponse> {
        self.sandbox.respond(|state, request_id| {
            state.check_project(&request.project_id)?;
            state.authenticate_client(&request.client_id, request.client_secret.as_ref())?;
            let text = request.token.expose_secret();
            let token = state.active_token(text).filter(|token| token.holder.client_id() == request.client_id.as_str());
            response_of(token.map_or_else(inactive, |token| state.introspection(text, token)), request_id)
        })
    }

    async fn revoke(&self, request: RevokeRequest) -> Result<Acknowledgement> {
        self.sandbox.respond(|state, request_id| {
            state.check_project(&request.project_id)?;
            state.authenticate_client(&request.client_id, request.client_secret.as_ref())?;
            state.revoke_token(request.token.expose_secret(), &request.client_id);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }

    async fn userinfo(&self, request: UserinfoRequest) -> Result<UserinfoResponse> {
        self.sandbox.respond(|state, request_id| {
            state.check_project(&request.project_id)?;
            let token = request.authorization.token().unwrap_or_default();
            let (_, authorization) = state.person_token(token.expose_secret())?;
            let mut claims = state.person_claims(authorization);
            claims.insert("sub", subject_id(&authorization.grant.0));
            response_of(claims, request_id)
        })
    }
}

impl State {
    pub(super) fn check_project(&self, project: &ProjectId) -> std::result::Result<(), ApiError> {
        if project.as_str() == self.project_id { Ok(()) } else { Err(ApiError::project_not_found()) }
    }

    /// Authenticates a Connected App or a machine-to-machine client.
    fn authenticate_client(
        &self,
        id: &OAuthClientId,
        secret: Option<&ClientSecret>,
    ) -> std::result::Result<(), ApiError> {
        check_client_id(id)?;
        let m2m = self.m2m_client(&M2mClientId::from(id.as_str()));
        match m2m {
            Ok(entry) => check_secret(secret, [&Some(entry.secret.clone()), &entry.next_secret]),
            Err(unknown) if id.as_str().starts_with("m2m-client-") => Err(unknown),
            Err(_) => self.authenticate_app(id, secret).map(drop),
        }
    }

    /// Returns the claims of an active token (RFC 7662, section 2.2).
    fn introspection(&self, text: &str, token: &Token) -> JsonMap {
        let mut claims = JsonMap::new();
        match (token.kind, &token.holder) {
            (TokenKind::Access, _) => {
                let signed = signed_jwt::verify(text);
                claims.extend(signed.as_ref().and_then(|claims| claims.as_object()).cloned().unwrap_or_default());
                claims.remove("jti");
                claims.insert("token_type", "access_token");
            }
            (TokenKind::Refresh, holder) => {
                claims.insert("token_type", "refresh_token");
                claims.insert("scope", holder.scopes().join(" "));
                claims.insert("iat", token.issued_at.as_second());
                claims.insert("exp", token.expires_at.as_second());
                claims.insert("iss", self.default_issuer());
                if let Holder::App(authorization) = holder {
                    let subject = &authorization.grant.0;
                    claims.insert("sub", subject_id(subject));
                    if let Some(organization) = self.organization_claim(subject) {
                        let mut claim = JsonMap::new();
                        claim.insert("organization_id", organization.organization_id.as_str());
                        claim.insert("slug", organization.slug);
                        claims.insert("https://stytch.com/organization", claim);
                    }
                }
            }
        }
        claims.insert("client_id", token.holder.client_id());
        claims.insert("active", true);
        claims
    }

    /// Revokes a token of the client; with a refresh token, the access tokens of the same authorization (RFC 7009).
    fn revoke_token(&mut self, text: &str, client: &OAuthClientId) {
        let now = self.now();
        let Some(token) = self.oauth.tokens.get(now, text) else { return };
        if token.holder.client_id() != client.as_str() {
            return;
        }
        match &token.holder {
            Holder::App(authorization) if token.kind == TokenKind::Refresh => {
                let id = authorization.id.clone();
                self.oauth.revoke_authorization(&id);
            }
            _ => self.oauth.tokens.retain(|known, _| known != text),
        }
    }
}

fn inactive() -> JsonMap {
    let mut claims = JsonMap::new();
    claims.insert("active", false);
    claims
}
