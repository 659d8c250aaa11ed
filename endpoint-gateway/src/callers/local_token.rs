//! The token of a gateway on a loopback address, generated at each start.

use std::{fmt, net::SocketAddr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{
    ExposeSecret, SecretString,
    zeroize::{Zeroize, Zeroizing},
};
use subtle::ConstantTimeEq;

/// The token of a local gateway: 256 random bits from the operating system, in base64url.
pub struct LocalToken(SecretString);

impl LocalToken {
    /// Generates a token.
    ///
    /// # Errors
    /// The operating system gave no random bytes.
    pub fn generate() -> Result<Self, getrandom::Error> {
        random_text().map(Self)
    }

    /// Compares a text with the token, in constant time for texts of the same length.
    #[must_use]
    pub fn matches(&self, sent: &str) -> bool {
        self.0.expose_secret().as_bytes().ct_eq(sent.as_bytes()).into()
    }

    /// Returns the URL to open in a browser, with the token in its fragment. A fragment is not sent to a server, and is not in a
    /// `Referer`. The URL is a secret.
    #[must_use]
    pub fn url(&self, bound: SocketAddr) -> SecretString {
        self.url_at(&format!("http://{bound}"))
    }

    /// Returns the same for a gateway at another base URL, such as `https://127.0.0.1:8443`. The URL is a secret.
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

/// Generates 256 random bits as 43 characters of base64url.
pub(super) fn random_text() -> Result<SecretString, getrandom::Error> {
    let mut random = Zeroizing::new([0; 32]);
    getrandom::fill(random.as_mut_slice())?;
    let mut text = URL_SAFE_NO_PAD.encode(random.as_slice());
    let secret = SecretString::from(text.as_str());
    text.zeroize();
    Ok(secret)
}
