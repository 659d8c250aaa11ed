//! Access tokens of machine-to-machine clients.

use std::{collections::HashSet, time::Duration};

use endpoint_runtime::JsonMap;
use jiff::Timestamp;

use super::{
    JwtError,
    claims::{AccessTokenClaims, RegisteredClaims, SESSION},
    token::{Token, TokenVerifier},
};
use crate::{ids::M2mClientId, secrets::AccessToken};

/// Verifies the access tokens of a project's machine-to-machine clients.
///
/// ```no_run
/// # use stytch_endpoints::jwt::{JwtError, UserVerifier};
/// # async fn handle(verifier: &UserVerifier, token: &str) -> Result<(), JwtError> {
/// let client = verifier.m2m().verify(token).await?.require(["read:users"])?;
/// println!("{} may read users", client.client_id);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct M2mVerifier {
    tokens: TokenVerifier,
}

/// The claims of a machine-to-machine client's access token.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct M2mClaims {
    /// The client.
    pub client_id: M2mClientId,
    /// The scopes of the token.
    pub scopes: Vec<String>,
    /// The application's own claims.
    pub custom_claims: JsonMap,
    /// The time at which the token was issued.
    pub issued_at: Timestamp,
    /// The end of the token's validity.
    pub expires_at: Timestamp,
}

impl M2mVerifier {
    pub(super) fn new(tokens: TokenVerifier) -> Self {
        Self { tokens }
    }

    /// Returns a verifier with another [maximum age](super::Options::max_token_age), which shares the keys.
    #[must_use]
    pub fn with_max_token_age(&self, age: Duration) -> Self {
        let mut verifier = self.clone();
        verifier.tokens.set_max_token_age(age);
        verifier
    }

    /// Verifies an access token. [`M2mClaims::require`] checks its scopes.
    ///
    /// # Errors
    /// The token is refused, for one of the reasons up to [`JwtError::Claim`], or there are no keys. Session JWTs and access
    /// tokens of Connected Apps are refused.
    pub async fn verify(&self, token: impl Into<AccessToken>) -> Result<M2mClaims, JwtError> {
        let token = token.into();
        M2mClaims::read(self.tokens.verify(token.expose_secret()).await?)
    }
}

impl M2mClaims {
    fn read(token: Token) -> Result<Self, JwtError> {
        let AccessTokenClaims { scope, client_id, mut custom } = token.claims()?;
        RegisteredClaims::remove_from(&mut custom);
        if custom.contains_key(SESSION) {
            return Err(JwtError::Claim { name: SESSION });
        }
        let Token { subject, issued_at, expires_at, .. } = token;
        // The subject of a Connected App's token is a person, and its scopes are those that the person granted.
        if client_id.is_some_and(|client| client != subject) {
            return Err(JwtError::Claim { name: "client_id" });
        }
        let scopes = scope.split_whitespace().map(str::to_owned).collect();
        Ok(Self { client_id: subject.into(), scopes, custom_claims: custom, issued_at, expires_at })
    }

    /// Returns the claims if the token has all of these scopes.
    ///
    /// The scope `read:*` of a token stands for all scopes that begin with `read:`. No other wildcard has a meaning.
    ///
    /// # Errors
    /// [`JwtError::MissingScope`] with the first scope that is missing.
    pub fn require<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Result<Self, JwtError> {
        let held: HashSet<&str> = self.scopes.iter().map(String::as_str).collect();
        let has = |scope: &str| {
            let wildcard = scope.split_once(':').map(|(action, _)| format!("{action}:*"));
            held.contains(scope) || wildcard.is_some_and(|wildcard| held.contains(&*wildcard))
        };
        match scopes.into_iter().find(|scope| !has(scope.as_ref())) {
            Some(missing) => Err(JwtError::MissingScope { scope: missing.as_ref().to_owned() }),
            None => Ok(self),
        }
    }
}
