//! The checks that all tokens go through.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use endpoint_runtime::Json;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, crypto::aws_lc};
use serde::de::DeserializeOwned;

use super::{
    JwtError, Options,
    claims::{Header, RegisteredClaims},
    keys::Keys,
    options::{Clock, signed},
};
use crate::{ConfigError, Stytch, ids::ProjectId, jwks::JwksResponse};

/// The length of the longest token that is read.
const MAX_LENGTH: usize = 64 * 1024;

/// The project whose tokens are accepted, and the keys that verify them. Clones share the keys.
#[derive(Clone, Debug)]
pub(super) struct TokenVerifier {
    keys: Arc<Keys>,
    project_id: ProjectId,
    issuers: Arc<[String]>,
    leeway: SignedDuration,
    max_token_age: Option<SignedDuration>,
    clock: Clock,
}

/// A token that was accepted.
pub(super) struct Token {
    pub(super) subject: String,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
    payload: Vec<u8>,
}

impl TokenVerifier {
    /// Creates a verifier that gets the keys of a project by `fetch_keys`.
    pub(super) fn new<F>(
        stytch: &Stytch,
        options: &Options,
        fetch_keys: impl Fn(ProjectId) -> F + Send + Sync + 'static,
    ) -> Result<Self, ConfigError>
    where
        F: Future<Output = crate::Result<JwksResponse>> + Send + 'static,
    {
        let project_id = options.project_of(stytch)?;
        let clock = options.clock.clone();
        let id = project_id.clone();
        Ok(Self {
            keys: Arc::new(Keys::new(clock.clone(), move || fetch_keys(id.clone()))),
            issuers: options.issuers_of(stytch, &project_id),
            project_id,
            leeway: options.leeway,
            max_token_age: options.max_token_age,
            clock,
        })
    }

    pub(super) fn set_max_token_age(&mut self, age: std::time::Duration) {
        self.max_token_age = Some(signed(age));
    }

    /// Checks a token. Its claims are read once its signature is verified.
    pub(super) async fn verify(&self, token: &str) -> Result<Token, JwtError> {
        let parts = Parts::split(token)?;
        let key = self.keys.get(parts.key_id()?).await?;
        parts.verify_signature(&key)?;
        let payload = parts.payload;
        let claims: RegisteredClaims = read_json(&payload, "payload")?;
        self.check_origin(&claims)?;
        let issued_at = time(&claims.iat, "iat")?;
        let expires_at = time(&claims.exp, "exp")?;
        let valid_from = if claims.nbf.is_null() { issued_at } else { issued_at.max(time(&claims.nbf, "nbf")?) };
        self.check_times(issued_at, valid_from, expires_at)?;
        if claims.sub.is_empty() {
            return Err(JwtError::Claim { name: "sub" });
        }
        Ok(Token { subject: claims.sub, issued_at, expires_at, payload })
    }

    fn check_origin(&self, claims: &RegisteredClaims) -> Result<(), JwtError> {
        if !self.issuers.contains(&claims.iss) {
            return Err(JwtError::Issuer);
        }
        let project = Some(self.project_id.as_str());
        let is_audience = match &claims.aud {
            Json::Array(audiences) => audiences.iter().any(|audience| audience.as_str() == project),
            audience => audience.as_str() == project,
        };
        if is_audience { Ok(()) } else { Err(JwtError::Audience) }
    }

    fn check_times(&self, issued_at: Timestamp, valid_from: Timestamp, expires_at: Timestamp) -> Result<(), JwtError> {
        let now = self.clock.now();
        if valid_from.duration_since(now) > self.leeway {
            return Err(JwtError::NotYetValid { from: valid_from });
        }
        if now.duration_since(expires_at) >= self.leeway {
            return Err(JwtError::Expired { at: expires_at });
        }
        match self.max_token_age {
            Some(age) if now.duration_since(issued_at) >= age => Err(JwtError::TooOld { issued_at }),
            _ => Ok(()),
        }
    }
}

impl Token {
    /// Reads the claims of a kind of token.
    pub(super) fn claims<T: DeserializeOwned>(&self) -> Result<T, JwtError> {
        read_json(&self.payload, "payload")
    }
}

/// The parts of a JWT that is signed (RFC 7515, section 3.1).
struct Parts<'a> {
    header: Header,
    payload: Vec<u8>,
    /// The header and the payload, as they are signed.
    message: &'a str,
    signature: Vec<u8>,
}

impl<'a> Parts<'a> {
    fn split(token: &'a str) -> Result<Self, JwtError> {
        if token.len() > MAX_LENGTH {
            return Err(JwtError::Malformed { part: "length" });
        }
        let structure = JwtError::Malformed { part: "structure" };
        let Some((message, signature)) = token.rsplit_once('.') else { return Err(structure) };
        let Some((header, payload)) = message.split_once('.') else { return Err(structure) };
        let decode = |text: &str, part| URL_SAFE_NO_PAD.decode(text).map_err(|_| JwtError::Malformed { part });
        let header = read_json(&decode(header, "header")?, "header")?;
        Ok(Self { header, payload: decode(payload, "payload")?, message, signature: decode(signature, "signature")? })
    }

    /// Returns the id of the key, if the header asks for nothing but RS256.
    fn key_id(&self) -> Result<&str, JwtError> {
        if self.header.alg != "RS256" {
            return Err(JwtError::Algorithm);
        }
        if self.header.crit.is_some() {
            return Err(JwtError::CriticalHeader);
        }
        if self.header.kid.is_empty() {
            return Err(JwtError::MissingKeyId);
        }
        Ok(&self.header.kid)
    }

    fn verify_signature(&self, key: &DecodingKey) -> Result<(), JwtError> {
        // The provider is named by hand: the default panics if another crate of the build turns a second one on.
        let verifier = (aws_lc::DEFAULT_PROVIDER.verifier_factory)(&Algorithm::RS256, key);
        let verifier = verifier.map_err(|_| JwtError::Signature)?;
        verifier.verify(self.message.as_bytes(), &self.signature).map_err(|_| JwtError::Signature)
    }
}

/// Reads JSON. The reason of a failure is left out, since it may quote the token.
fn read_json<T: DeserializeOwned>(json: &[u8], part: &'static str) -> Result<T, JwtError> {
    serde_json::from_slice(json).map_err(|_| JwtError::Malformed { part })
}

/// Reads a time in seconds since 1970 (RFC 7519, section 2). A fraction is cut off.
fn time(claim: &Json, name: &'static str) -> Result<Timestamp, JwtError> {
    let seconds = claim.as_i64().or_else(|| {
        let seconds = claim.as_f64()?.floor();
        #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and such a time is refused below")]
        Some(seconds as i64)
    });
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or(JwtError::Claim { name })
}
