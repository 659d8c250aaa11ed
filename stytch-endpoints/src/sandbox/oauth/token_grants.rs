//! The three grants for which tokens are issued (RFC 6749).

use super::{
    super::{api_error::ApiError, proofs::check_code_verifier, state::State},
    Authorization, Holder, TokenKind,
    client_secrets::{check_client_id, check_secret},
    scopes::{OFFLINE_ACCESS, is_public},
    tokens::Token,
};
use crate::{
    ids::M2mClientId,
    m2m::clients::ClientStatus,
    oauth2::{TokenRequest, TokenResponse},
    secrets::RefreshToken,
};

impl State {
    /// Exchanges the code of a person's consent, once.
    pub(super) fn exchange_code(
        &mut self,
        request: &TokenRequest,
        issuer: &str,
        request_id: String,
    ) -> Result<TokenResponse, ApiError> {
        let app = self.authenticate_app(&request.client_id, request.client_secret.as_ref())?;
        let code = request.code.as_ref().ok_or_else(|| missing("code"))?.expose_secret();
        let now = self.now();
        if self.oauth.codes.has_expired(now, code) {
            return Err(ApiError::bad_request(
                "idp_auth_code_expired",
                "The code has expired; authorize the app again.",
            ));
        }
        let Some(entry) = self.oauth.codes.get(now, code) else {
            self.check_consent(code)?;
            // A code that comes back may have been stolen (RFC 6749, section 4.1.2).
            self.oauth.revoke_authorization(code);
            return Err(ApiError::not_found(
                "idp_auth_code_not_found",
                "The code is unknown, or was exchanged before.",
            ));
        };
        if entry.authorization.grant.1 != app {
            return Err(invalid_grant("The code was issued to another client."));
        }
        if request.redirect_uri.as_ref() != Some(&entry.redirect_uri) {
            return Err(invalid_grant("`redirect_uri` has to be the URL to which the code was sent."));
        }
        check_code_verifier(entry.challenge.as_deref(), request.code_verifier.as_ref())?;
        let authorization = entry.authorization.clone();
        self.oauth.codes.take(now, code);
        self.token_response(authorization, issuer, None, request_id)
    }

    /// Exchanges a refresh token. That of an app without a secret is replaced.
    pub(super) fn exchange_refresh_token(
        &mut self,
        request: &TokenRequest,
        issuer: &str,
        request_id: String,
    ) -> Result<TokenResponse, ApiError> {
        let app = self.authenticate_app(&request.client_id, request.client_secret.as_ref())?;
        let text = request.refresh_token.as_ref().ok_or_else(|| missing("refresh_token"))?;
        let (now, key) = (self.now(), text.expose_secret());
        if self.oauth.tokens.has_expired(now, key) {
            let message = "The refresh token has expired; authorize the app again.";
            return Err(ApiError::bad_request("idp_refresh_token_expired", message));
        }
        let authorization = match self.oauth.tokens.get_mut(now, key) {
            Some(Token { kind: TokenKind::Refresh, holder: Holder::App(authorization), is_used, .. }) => {
                if authorization.grant.1 != app {
                    return Err(invalid_grant("The refresh token was issued to another client."));
                }
                if *is_used {
                    let message = "The refresh token was replaced; use the one that came in its place.";
                    return Err(ApiError::bad_request("idp_refresh_token_already_used", message));
                }
                authorization.clone()
            }
            _ => {
                self.check_consent(key)?;
                let message = "The refresh token is unknown or was revoked.";
                return Err(ApiError::not_found("idp_refresh_token_not_found", message));
            }
        };
        let is_rotated = is_public(&self.app(&app)?.client);
        if let Some(token) = self.oauth.tokens.get_mut(now, key).filter(|_| is_rotated) {
            token.is_used = true;
        }
        let kept = (!is_rotated).then(|| text.clone());
        self.token_response(authorization.refreshed(), issuer, kept, request_id)
    }

    /// Issues a token to a machine-to-machine client.
    pub(super) fn grant_client_credentials(
        &mut self,
        request: &TokenRequest,
        issuer: &str,
        request_id: String,
    ) -> Result<TokenResponse, ApiError> {
        check_client_id(&request.client_id)?;
        let id = M2mClientId::from(request.client_id.as_str());
        let entry = self.m2m_client(&id)?;
        check_secret(request.client_secret.as_ref(), [&Some(entry.secret.clone()), &entry.next_secret])?;
        if entry.client.status != ClientStatus::Active {
            return Err(ApiError::bad_request("unauthorized_client", "The client is inactive."));
        }
        let scopes = match request.scope.as_deref().map(str::trim).filter(|scope| !scope.is_empty()) {
            None => entry.client.scopes.clone(),
            Some(requested) => requested.split_ascii_whitespace().map(str::to_owned).collect(),
        };
        if let Some(scope) = scopes.iter().find(|scope| !entry.client.scopes.contains(scope)) {
            let message = format!("The client does not have the scope `{scope}`.");
            return Err(ApiError::bad_request("invalid_m2m_client_scope", message));
        }
        let scope = scopes.join(" ");
        let access_token = self.issue_m2m_token(id, scopes, issuer)?;
        let expires_in = self.lifetime(&access_token);
        Ok(TokenResponse {
            access_token: access_token.into(),
            token_type: "bearer".to_owned(),
            expires_in,
            scope: Some(scope),
            request_id,
            status_code: 200,
            ..TokenResponse::default()
        })
    }

    /// Issues the tokens of an authorization. A refresh token is `kept`, or new if the scopes allow one.
    fn token_response(
        &mut self,
        authorization: Authorization,
        issuer: &str,
        kept: Option<RefreshToken>,
        request_id: String,
    ) -> Result<TokenResponse, ApiError> {
        let scope = authorization.scopes.join(" ");
        let is_asked = authorization.has_scope("openid");
        let id_token = is_asked.then(|| self.id_token(&authorization, issuer)).transpose()?.map(Into::into);
        let refresh_token = match kept {
            Some(kept) => Some(kept),
            None if authorization.has_scope(OFFLINE_ACCESS) || authorization.is_refreshed => {
                Some(self.issue_refresh_token(authorization.clone())?.into())
            }
            None => None,
        };
        let access_token = self.issue_access_token(authorization, issuer)?;
        let expires_in = self.lifetime(&access_token);
        Ok(TokenResponse {
            access_token: access_token.into(),
            token_type: "bearer".to_owned(),
            expires_in,
            refresh_token,
            id_token,
            scope: Some(scope),
            request_id,
            status_code: 200,
        })
    }

    /// Returns the seconds until a token expires.
    fn lifetime(&self, token: &str) -> i32 {
        let expires_at = self.active_token(token).map(|token| token.expires_at.as_second()).unwrap_or_default();
        i32::try_from(expires_at.saturating_sub(self.now().as_second())).unwrap_or_default()
    }

    /// Refuses a code or refresh token whose consent was revoked.
    fn check_consent(&self, key: &str) -> Result<(), ApiError> {
        if self.oauth.revoked.iter().any(|revoked| revoked == key) {
            let message = "The person has revoked the consent; authorize the app again.";
            return Err(ApiError::unauthorized("connected_app_consent_revoked", message));
        }
        Ok(())
    }
}

/// The error of a member that the grant needs (RFC 6749, section 5.2).
pub(super) fn missing(name: &str) -> ApiError {
    ApiError::bad_request("invalid_request", format!("The grant needs `{name}`."))
}

fn invalid_grant(message: &'static str) -> ApiError {
    ApiError::bad_request("invalid_grant", message)
}
