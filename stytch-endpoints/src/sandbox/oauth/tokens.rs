//! Authorization codes, access tokens and refresh tokens.

use super::{
    super::{api_error::ApiError, clock::after_minutes, grants::Grant, state::State},
    MAX_REVOKED, OauthState,
};
use crate::ids::M2mClientId;

/// The lifetime of authorization codes, in minutes.
const CODE_MINUTES: u32 = 10;
/// The lifetime of refresh tokens: 30 days, in minutes.
const REFRESH_MINUTES: u32 = 30 * 24 * 60;
/// The lifetime of access tokens of machine-to-machine clients, in minutes.
const M2M_MINUTES: u32 = 60;

/// The consent to one authorization request. The code and all tokens that come from it share the id.
#[derive(Clone)]
pub(in crate::sandbox) struct Authorization {
    pub(super) id: String,
    pub(in crate::sandbox) grant: Grant,
    pub(in crate::sandbox) scopes: Vec<String>,
    pub(super) nonce: Option<String>,
    /// The further audiences of access tokens.
    pub(super) resources: Vec<String>,
    /// The token of the session in which the consent was given.
    pub(super) session: Option<String>,
    /// A refresh token took part, so that the access token cannot be exchanged for a session.
    pub(super) is_refreshed: bool,
}

impl Authorization {
    pub(in crate::sandbox) fn new(grant: Grant, id: String, scopes: Vec<String>) -> Self {
        Self { id, grant, scopes, nonce: None, resources: Vec::new(), session: None, is_refreshed: false }
    }

    pub(in crate::sandbox) fn refreshed(self) -> Self {
        Self { is_refreshed: true, ..self }
    }

    pub(super) fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }
}

/// An authorization code. Its key is the code.
#[derive(Clone)]
pub(super) struct Code {
    pub(super) authorization: Authorization,
    pub(super) redirect_uri: String,
    /// The hash of the code verifier that the exchange needs (RFC 7636).
    pub(super) challenge: Option<String>,
}

/// A token. Its key is the token's text.
pub(in crate::sandbox) struct Token {
    pub(in crate::sandbox) kind: TokenKind,
    pub(in crate::sandbox) holder: Holder,
    pub(super) issued_at: jiff::Timestamp,
    pub(super) expires_at: jiff::Timestamp,
    /// A refresh token that was rotated, or an access token that was exchanged for a session.
    pub(super) is_used: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum TokenKind {
    Access,
    Refresh,
}

/// The client that holds a token.
pub(in crate::sandbox) enum Holder {
    /// A Connected App, on behalf of the person who authorized it.
    App(Authorization),
    /// A machine-to-machine client, for itself.
    M2m { client: M2mClientId, scopes: Vec<String> },
}

impl Holder {
    pub(super) fn client_id(&self) -> &str {
        match self {
            Self::App(Authorization { grant: (_, app), .. }) => app.as_str(),
            Self::M2m { client, .. } => client.as_str(),
        }
    }

    pub(super) fn scopes(&self) -> &[String] {
        match self {
            Self::App(Authorization { scopes, .. }) | Self::M2m { scopes, .. } => scopes,
        }
    }
}

impl OauthState {
    /// Forgets the codes and tokens of the grants that are revoked.
    pub(in crate::sandbox) fn revoke_grants(&mut self, is_revoked: impl Fn(&Grant) -> bool) {
        let revoked = &mut self.revoked;
        let mut remember = |key: &str| {
            if revoked.len() >= MAX_REVOKED {
                revoked.pop_front();
            }
            revoked.push_back(key.to_owned());
        };
        self.codes.retain(|key, code| {
            let is_kept = !is_revoked(&code.authorization.grant);
            if !is_kept {
                remember(key);
            }
            is_kept
        });
        self.tokens.retain(|key, token| match &token.holder {
            Holder::App(authorization) if is_revoked(&authorization.grant) => {
                if token.kind == TokenKind::Refresh {
                    remember(key);
                }
                false
            }
            _ => true,
        });
    }

    /// Forgets the tokens that come from one authorization.
    pub(super) fn revoke_authorization(&mut self, id: &str) {
        self.tokens.retain(|_, token| !matches!(&token.holder, Holder::App(authorization) if authorization.id == id));
    }

    /// Forgets the tokens of a machine-to-machine client.
    pub(super) fn revoke_m2m_client(&mut self, id: &M2mClientId) {
        self.tokens.retain(|_, token| !matches!(&token.holder, Holder::M2m { client, .. } if client == id));
    }
}

impl State {
    /// Makes a code that works once.
    pub(super) fn issue_code(&mut self, code: Code) -> Result<String, ApiError> {
        let (now, key) = (self.now(), code.authorization.id.clone());
        self.oauth.codes.insert(now, key.clone(), after_minutes(now, CODE_MINUTES), code)?;
        Ok(key)
    }

    pub(in crate::sandbox) fn issue_access_token(
        &mut self,
        authorization: Authorization,
        issuer: &str,
    ) -> Result<String, ApiError> {
        let minutes = self.access_token_minutes(&authorization)?;
        let text = self.access_token(&authorization, issuer, minutes)?;
        self.keep_token(text, TokenKind::Access, Holder::App(authorization), minutes)
    }

    pub(in crate::sandbox) fn issue_refresh_token(&mut self, authorization: Authorization) -> Result<String, ApiError> {
        let text = self.ids.token("refresh");
        self.keep_token(text, TokenKind::Refresh, Holder::App(authorization), REFRESH_MINUTES)
    }

    pub(super) fn issue_m2m_token(
        &mut self,
        client: M2mClientId,
        scopes: Vec<String>,
        issuer: &str,
    ) -> Result<String, ApiError> {
        let text = self.m2m_token(&client, &scopes, issuer, M2M_MINUTES)?;
        self.keep_token(text, TokenKind::Access, Holder::M2m { client, scopes }, M2M_MINUTES)
    }

    fn keep_token(&mut self, text: String, kind: TokenKind, holder: Holder, minutes: u32) -> Result<String, ApiError> {
        let issued_at = self.now();
        let expires_at = after_minutes(issued_at, minutes);
        let token = Token { kind, holder, issued_at, expires_at, is_used: false };
        self.oauth.tokens.insert(issued_at, text.clone(), expires_at, token)?;
        Ok(text)
    }

    /// Returns the lifetime of the access tokens of an authorization's app, in minutes.
    pub(super) fn access_token_minutes(&self, authorization: &Authorization) -> Result<u32, ApiError> {
        let minutes = self.app(&authorization.grant.1)?.client.access_token_expiry_minutes;
        Ok(u32::try_from(minutes).unwrap_or_default())
    }

    /// Returns a token that has neither expired nor been revoked or replaced.
    pub(in crate::sandbox) fn active_token(&self, text: &str) -> Option<&Token> {
        let token = self.oauth.tokens.get(self.now(), text)?;
        // An access token stays valid after its exchange for a session.
        (!token.is_used || token.kind == TokenKind::Access).then_some(token)
    }

    /// Returns the access token of an app that acts for a person.
    pub(super) fn person_token(&self, text: &str) -> Result<(&Token, &Authorization), ApiError> {
        if self.oauth.tokens.has_expired(self.now(), text) {
            return Err(ApiError::unauthorized("idp_access_token_expired", "The access token has expired."));
        }
        match self.active_token(text) {
            Some(token @ Token { kind: TokenKind::Access, holder: Holder::App(authorization), .. }) => {
                Ok((token, authorization))
            }
            _ => Err(ApiError::not_found("idp_access_token_not_found", "The access token is unknown or was revoked.")),
        }
    }
}
