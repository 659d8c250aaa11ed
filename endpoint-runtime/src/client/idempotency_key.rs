//! The keys by which an API recognizes the repetition of a call.

use std::{fmt, sync::Arc};

use http::HeaderValue;

use super::ClientBuilder;
use crate::{
    error::{EncodeError, EncodeErrorKind},
    header::rules::header_value,
    param::ParamError,
    random::random,
};

/// The maker of the keys of calls that have none.
#[derive(Clone, Default)]
pub(crate) enum IdempotencyKeys {
    /// A random UUID (RFC 9562, section 5.4) for each call.
    #[default]
    Random,
    Given(Arc<dyn Fn() -> String + Send + Sync>),
}

impl fmt::Debug for IdempotencyKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Random => "Random",
            Self::Given(_) => "Given",
        })
    }
}

impl ClientBuilder {
    /// Sets the function that makes the idempotency key of each call that has none: for tests, or for an API whose keys have a form of
    /// their own. The default is a random UUID.
    ///
    /// A key has to be new at each call, since the API answers a call with a key that it knows like the first one.
    ///
    /// ```
    /// use endpoint_runtime::Client;
    ///
    /// let client = Client::builder()
    ///     .base_url("https://api.example.com")
    ///     .idempotency_keys(|| "a-key-of-a-test".to_owned())
    ///     .build()?;
    /// # let _ = client;
    /// # Ok::<(), endpoint_runtime::BuildError>(())
    /// ```
    pub fn idempotency_keys(mut self, make: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.idempotency_keys = IdempotencyKeys::Given(Arc::new(make));
        self
    }
}

impl IdempotencyKeys {
    /// Makes a key for the argument `field`.
    ///
    /// # Errors
    /// The operating system has no random numbers, or the key cannot be sent in a header.
    pub(super) fn make(&self, field: &'static str) -> Result<HeaderValue, EncodeError> {
        let key = match self {
            Self::Given(make) => Ok(make()),
            Self::Random => random_uuid(),
        };
        let value = key.map_err(EncodeErrorKind::Value).and_then(|key| header_value(&key));
        value.map_err(|reason| EncodeError::new(field, reason))
    }
}

fn random_uuid() -> Result<String, ParamError> {
    let mut value = random()?;
    // The version and the variant of a UUID.
    value = value & !(0xf << 76) | 4 << 76;
    value = value & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{value:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| hex.get(range).unwrap_or_default());
    Ok(parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_random_uuid() {
        let keys: Vec<_> = (0..64).map(|_| random_uuid().unwrap()).collect();
        for key in &keys {
            assert_eq!(key.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{key}");
            assert_eq!(key.as_bytes()[14], b'4', "{key}");
            assert!(matches!(key.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{key}");
        }
        let distinct: std::collections::HashSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn a_key_that_is_no_header_value_is_refused() {
        let keys = IdempotencyKeys::Given(Arc::new(|| "a\nb".to_owned()));
        assert_eq!(keys.make("key").unwrap_err().field(), "key");
    }
}
