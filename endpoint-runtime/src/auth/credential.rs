//! One credential as the header that carries it.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};

use crate::{
    debug::Redacted,
    header::rules::{header_value, is_transports},
};

/// A checked credential: a header whose value is shown nowhere.
#[derive(Clone)]
pub struct Credential {
    pub(crate) name: HeaderName,
    pub(crate) value: HeaderValue,
    /// As it was given, since a provider may repeat it without its encoding.
    pub(crate) secret: SecretString,
}

/// Why a credential cannot be sent. It never holds the credential.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialError {
    /// A user name with a colon, which would end it (RFC 7617, section 2).
    #[error("the user name of a Basic credential has no `:`; give the part after it as the secret")]
    Colon,
    /// A user name or password with a control character.
    #[error(
        "a Basic credential has no control characters; a line break at its end is a common slip when it is read from a file"
    )]
    Control,
    /// A token that is empty or not visible ASCII.
    #[error(
        "a Bearer token is visible ASCII without blanks; a line break at its end is a common slip when it is read from a file"
    )]
    Token,
    /// A key that is empty or cannot be a header value.
    #[error("an API key is visible ASCII, with blanks only between visible characters")]
    Key,
    /// A name that no header has, or that the runtime writes itself.
    #[error("the header of an API key is an HTTP field name that neither the client nor its transport writes")]
    HeaderName,
}

impl Credential {
    /// `Authorization: Basic …` with the user name and the password in UTF-8.
    ///
    /// # Errors
    /// A colon in the user name, or a control character in either.
    pub fn basic(username: &str, secret: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let secret = secret.into();
        if username.contains(':') {
            return Err(CredentialError::Colon);
        }
        if username.chars().chain(secret.expose_secret().chars()).any(char::is_control) {
            return Err(CredentialError::Control);
        }
        let pair = Zeroizing::new(format!("{username}:{}", secret.expose_secret()));
        let text = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
        Self::new(AUTHORIZATION, &text, secret).ok_or(CredentialError::Control)
    }

    /// `Authorization: Bearer …`.
    ///
    /// # Errors
    /// A token that is empty or not visible ASCII.
    pub fn bearer(token: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let token = token.into();
        let exposed = token.expose_secret();
        if exposed.is_empty() || !exposed.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(CredentialError::Token);
        }
        let text = Zeroizing::new(format!("Bearer {exposed}"));
        Self::new(AUTHORIZATION, &text, token).ok_or(CredentialError::Token)
    }

    /// A key in the header `name`.
    ///
    /// # Errors
    /// A name that no header has or that is not free, or a key that cannot be a header value.
    pub fn header(name: &str, key: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let key = key.into();
        let name: HeaderName = name.parse().map_err(|_| CredentialError::HeaderName)?;
        if is_transports(&name) || name == http::header::CONTENT_TYPE {
            return Err(CredentialError::HeaderName);
        }
        let text = Zeroizing::new(key.expose_secret().to_owned());
        if text.is_empty() {
            return Err(CredentialError::Key);
        }
        Self::new(name, &text, key).ok_or(CredentialError::Key)
    }

    /// Sets the credential's header, in place of any that is there.
    pub fn apply(&self, headers: &mut HeaderMap) {
        headers.insert(self.name.clone(), self.value.clone());
    }

    fn new(name: HeaderName, text: &str, secret: SecretString) -> Option<Self> {
        let mut value = header_value(text).ok()?;
        value.set_sensitive(true);
        Some(Self { name, value, secret })
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("header", &self.name).field("value", &Redacted).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        CredentialError::{Colon, Control, HeaderName, Key, Token},
        *,
    };

    #[test]
    fn a_basic_credential_is_base64_of_both() {
        // RFC 7617, section 2 and 2.1.
        for (name, secret, text) in [
            ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            ("test", "123£", "Basic dGVzdDoxMjPCow=="),
            ("sk_1", "", "Basic c2tfMTo="),
        ] {
            let credential = Credential::basic(name, secret).unwrap();
            assert_eq!(credential.value, text);
            assert!(credential.value.is_sensitive());
        }
    }

    #[test]
    fn what_cannot_be_sent_is_refused_without_showing_it() {
        let refused = [
            Credential::basic("a:b", "c").unwrap_err(),
            Credential::basic("a", "c\n").unwrap_err(),
            Credential::basic("a\u{7f}", "c").unwrap_err(),
            Credential::bearer("").unwrap_err(),
            Credential::bearer("tok en").unwrap_err(),
            Credential::bearer("tökén").unwrap_err(),
            Credential::bearer("token\r\n").unwrap_err(),
            Credential::header("X-Key", "").unwrap_err(),
            Credential::header("X-Key", " key").unwrap_err(),
            Credential::header("X Key", "key").unwrap_err(),
            Credential::header("Host", "key").unwrap_err(),
            Credential::header("Content-Length", "key").unwrap_err(),
        ];
        assert_eq!(
            refused,
            [Colon, Control, Control, Token, Token, Token, Token, Key, Key, HeaderName, HeaderName, HeaderName]
        );
    }
}
