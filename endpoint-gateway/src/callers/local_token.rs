//! The token of a gateway on a loopback address, made at each start.

use std::{fmt, net::SocketAddr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{
    ExposeSecret, SecretString,
    zeroize::{Zeroize, Zeroizing},
};
use subtle::ConstantTimeEq;

/// 256 random bits of the operating system, as base64url.
pub struct LocalToken(SecretString);

impl LocalToken {
    /// A new token.
    ///
    /// # Errors
    /// The operating system gave no random bytes.
    pub fn generate() -> Result<Self, getrandom::Error> {
        random_text().map(Self)
    }

    /// Compares a text with the token. The time that it takes tells only whether the length is right.
    #[must_use]
    pub fn matches(&self, sent: &str) -> bool {
        self.0.expose_secret().as_bytes().ct_eq(sent.as_bytes()).into()
    }

    /// The address to open in a browser, which carries the token in its fragment: a fragment is sent to no server and stands
    /// in no `Referer`. The text is a secret.
    #[must_use]
    pub fn url(&self, bound: SocketAddr) -> SecretString {
        self.url_at(&format!("http://{bound}"))
    }

    /// The same at a gateway's own URL, as `https://127.0.0.1:8443`. The text is a secret.
    #[must_use]
    pub fn url_at(&self, base: &str) -> SecretString {
        format!("{base}/#token={}", self.0.expose_secret()).into()
    }
}

impl fmt::Debug for LocalToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocalToken([redacted])")
    }
}

/// 256 random bits as 43 characters of base64url.
pub(super) fn random_text() -> Result<SecretString, getrandom::Error> {
    let mut random = Zeroizing::new([0; 32]);
    getrandom::fill(random.as_mut_slice())?;
    let mut text = URL_SAFE_NO_PAD.encode(random.as_slice());
    let secret = SecretString::from(text.as_str());
    text.zeroize();
    Ok(secret)
}
