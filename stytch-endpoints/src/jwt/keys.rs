//! The public keys of a project.

use std::{collections::HashMap, sync::Arc};

use jiff::SignedDuration;
use jsonwebtoken::DecodingKey;

use super::{
    JwtError,
    cache::{Ages, Cache},
    options::Clock,
};
use crate::jwks::{Jwk, JwksResponse};

const AGES: Ages = Ages { fresh: SignedDuration::from_hours(1), usable: SignedDuration::from_hours(24) };

/// The public keys of a project, by id.
type KeySet = HashMap<String, DecodingKey>;

/// The public keys of a project, kept and fetched again.
#[derive(Debug)]
pub(super) struct Keys(Cache<KeySet>);

impl Keys {
    pub(super) fn new<F>(clock: Clock, fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = crate::Result<JwksResponse>> + Send + 'static,
    {
        Self(Cache::new(clock, AGES, move || {
            let response = fetch();
            async move { Ok(response.await?.keys.into_iter().filter_map(decoding_key).collect()) }
        }))
    }

    /// Returns the key with this id. If there is none, the keys are fetched again, as they may have been replaced.
    pub(super) async fn get(&self, id: &str) -> Result<DecodingKey, JwtError> {
        let unavailable = |source| JwtError::KeysUnavailable { source };
        let known = |keys: &Arc<KeySet>| keys.get(id).cloned();
        if let Some(key) = known(&self.0.get().await.map_err(unavailable)?) {
            return Ok(key);
        }
        known(&self.0.get_recent().await.map_err(unavailable)?).ok_or(JwtError::UnknownKey)
    }
}

/// Returns a key that verifies RS256, with its id. Others are passed over: they verify something else.
fn decoding_key(jwk: Jwk) -> Option<(String, DecodingKey)> {
    let is_or_is_absent = |text: &str, expected| text.is_empty() || text == expected;
    let verifies_rs256 = jwk.kty == "RSA" && is_or_is_absent(&jwk.r#use, "sig") && is_or_is_absent(&jwk.alg, "RS256");
    let key = DecodingKey::from_rsa_components(&jwk.n, &jwk.e).ok()?;
    verifies_rs256.then_some((jwk.kid, key))
}
