//! A token with its lifetime, read from the response of a token endpoint (RFC 6749, section 5.1).

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::TokenError;
use crate::{auth::Credential, json::without_byte_order_mark};

/// The longest time before its expiry in which a token is renewed.
const MAX_RENEWAL: Duration = Duration::from_secs(300);

/// The longest time before its expiry in which a token is not sent, since the request has to arrive in time.
const MAX_MARGIN: Duration = Duration::from_secs(10);

/// The time after a renewal that failed in which it is not tried again.
const RENEWAL_DELAY: Duration = Duration::from_secs(10);

/// A token, and the times of its renewal and its expiry; `None` for never.
pub(super) struct Token {
    pub(super) credential: Credential,
    renewal: Option<Instant>,
    expiry: Option<Instant>,
}

impl Token {
    /// Reads the token. Its lifetime began when it was requested, or later.
    ///
    /// # Errors
    /// The response has no token, or one that cannot be sent as a Bearer token.
    pub(super) fn read(json: &[u8], requested: Instant) -> Result<Self, TokenError> {
        let response: Value = serde_json::from_slice(without_byte_order_mark(json)).map_err(|_| TokenError::NoToken)?;
        let token = response.get("access_token").and_then(Value::as_str).ok_or(TokenError::NoToken)?;
        match response.get("token_type") {
            // Some token endpoints leave it out. Its case does not matter (RFC 6749, section 5.1).
            None | Some(Value::Null) => {}
            Some(Value::String(name)) if name.eq_ignore_ascii_case("bearer") => {}
            Some(_) => return Err(TokenError::TokenType),
        }
        let credential = Credential::bearer(token).map_err(TokenError::Token)?;
        let lifetime = response.get("expires_in").and_then(lifetime);
        let at =
            |before: Duration| lifetime.and_then(|lifetime| requested.checked_add(lifetime.saturating_sub(before)));
        let part = |divisor| lifetime.unwrap_or_default() / divisor;
        Ok(Self { credential, renewal: at(MAX_RENEWAL.min(part(5))), expiry: at(MAX_MARGIN.min(part(10))) })
    }

    pub(super) fn has_expired(&self, now: Instant) -> bool {
        self.expiry.is_some_and(|expiry| expiry <= now)
    }

    pub(super) fn needs_renewal(&self, now: Instant) -> bool {
        self.renewal.is_some_and(|renewal| renewal <= now)
    }

    /// Waits a while before the next renewal, after one that failed.
    pub(super) fn postpone_renewal(&mut self, now: Instant) {
        self.renewal = now.checked_add(RENEWAL_DELAY);
    }
}

/// Reads the seconds of `expires_in`, which some token endpoints write as a text. A negative time is zero. `None` is unlimited.
fn lifetime(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Token, TokenError> {
        Token::read(json.as_bytes(), Instant::now())
    }

    /// Returns whether the token needs a renewal and has expired after these seconds.
    fn state(token: &Token, requested: Instant, seconds: u64) -> (bool, bool) {
        let now = requested + Duration::from_secs(seconds);
        (token.needs_renewal(now), token.has_expired(now))
    }

    #[test]
    fn a_token_is_renewed_before_it_expires() {
        let requested = Instant::now();
        for (expires_in, times) in [
            ("3600", &[(3299, (false, false)), (3300, (true, false)), (3589, (true, false)), (3590, (true, true))][..]),
            ("\"3600\"", &[(3299, (false, false)), (3300, (true, false)), (3590, (true, true))]),
            ("3.6e3", &[(3299, (false, false)), (3300, (true, false)), (3590, (true, true))]),
            ("60", &[(47, (false, false)), (48, (true, false)), (54, (true, true))]),
            ("0", &[(0, (true, true))]),
            ("-5", &[(0, (true, true))]),
            ("null", &[(1_000_000, (false, false))]),
            ("18446744073709551615", &[(1_000_000, (false, false))]),
            ("1e400", &[(1_000_000, (false, false))]),
            ("\"soon\"", &[(1_000_000, (false, false))]),
        ] {
            let json = format!(r#"{{"access_token": "t", "token_type": "bEARER", "expires_in": {expires_in}}}"#);
            let Ok(token) = Token::read(json.as_bytes(), requested) else {
                // `serde_json` refuses a number beyond a double.
                assert_eq!(expires_in, "1e400");
                continue;
            };
            for (seconds, expected) in times {
                assert_eq!(state(&token, requested, *seconds), *expected, "{expires_in} after {seconds}");
            }
        }
        let token = read(r#"{"access_token": "t"}"#).unwrap();
        assert_eq!(state(&token, requested, 1_000_000), (false, false));
    }

    #[test]
    fn a_response_without_a_bearer_token_is_refused() {
        use TokenError as Error;
        assert!(matches!(read("<html>"), Err(Error::NoToken)));
        assert!(matches!(read("[]"), Err(Error::NoToken)));
        assert!(matches!(read(r#"{"access_token": 7}"#), Err(Error::NoToken)));
        assert!(matches!(read(r#"{"access_token": "t", "token_type": "DPoP"}"#), Err(Error::TokenType)));
        assert!(matches!(read(r#"{"access_token": "t", "token_type": 1}"#), Err(Error::TokenType)));
        assert!(matches!(read(r#"{"access_token": "a b"}"#), Err(Error::Token(_))));
        assert!(matches!(read(r#"{"access_token": ""}"#), Err(Error::Token(_))));
        assert!(read("\u{feff}{\"access_token\": \"t\", \"token_type\": null}").is_ok());
    }
}
