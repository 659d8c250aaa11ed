//! A credential and its header.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, header::AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};
use subtle::ConstantTimeEq;

use crate::{
    debug::Redacted,
    header::rules::{header_value, is_transport_header},
};

/// A validated credential: a header with a secret value.
#[derive(Clone)]
pub struct Credential {
    pub(crate) name: HeaderName,
    pub(crate) value: HeaderValue,
    /// The secret before it was encoded, since error messages of the provider may quote it.
    pub(crate) secret: SecretString,
}

/// A credential that cannot be sent. The error does not contain it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialError {
    /// The user name has a colon, which ends it (RFC 7617, section 2).
    #[error("the user name of the Basic credential contains `:`; pass the part after it as the secret")]
    Colon,
    /// The user name or the password has a control character.
    #[error(
        "the Basic credential contains a control character; remove it, for example the line break at the end of a file"
    )]
    Control,
    /// The token is empty or is not visible ASCII.
    #[error(
        "the Bearer token is empty or is not visible ASCII without blanks; remove other characters, for example the line break at the end of a file"
    )]
    Token,
    /// The key is empty or cannot be a header value.
    #[error(
        "the API key is empty or is not a header value; use visible ASCII, with blanks only between visible characters"
    )]
    Key,
    /// The header name is invalid, or the runtime sets this header itself.
    #[error(
        "the header of the API key is not a header name, or is one that the client or its transport sets; use another one"
    )]
    HeaderName,
}

impl Credential {
    /// Creates `Authorization: Basic …` from the user name and the password, in UTF-8.
    ///
    /// # Errors
    /// The user name contains a colon, or either contains a control character.
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

    /// Creates `Authorization: Bearer …`.
    ///
    /// # Errors
    /// The token is empty or is not visible ASCII.
    pub fn bearer(token: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let token = token.into();
        let exposed = token.expose_secret();
        if exposed.is_empty() || !exposed.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(CredentialError::Token);
        }
        let text = Zeroizing::new(format!("Bearer {exposed}"));
        Self::new(AUTHORIZATION, &text, token).ok_or(CredentialError::Token)
    }

    /// Creates the header `name` with the key as its value.
    ///
    /// # Errors
    /// The name is not a header name or is one that the runtime sets, or the key cannot be a header value.
    pub fn header(name: &str, key: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let key = key.into();
        let name: HeaderName = name.parse().map_err(|_| CredentialError::HeaderName)?;
        if is_transport_header(&name) || name == http::header::CONTENT_TYPE {
            return Err(CredentialError::HeaderName);
        }
        let text = Zeroizing::new(key.expose_secret().to_owned());
        if text.is_empty() {
            return Err(CredentialError::Key);
        }
        Self::new(name, &text, key).ok_or(CredentialError::Key)
    }

    /// Sets the header, replacing any of the same name.
    pub fn apply(&self, headers: &mut HeaderMap) {
        headers.insert(self.name.clone(), self.value.clone());
    }

    fn new(name: HeaderName, text: &str, secret: SecretString) -> Option<Self> {
        let mut value = header_value(text).ok()?;
        value.set_sensitive(true);
        Some(Self { name, value, secret })
    }
}

/// Compares the headers, in constant time.
impl PartialEq for Credential {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.value.as_bytes().ct_eq(other.value.as_bytes()).into()
    }
}

impl Eq for Credential {}

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
    fn a_basic_credential_is_the_base64_of_name_and_secret() {
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
    fn a_credential_that_cannot_be_sent_is_refused() {
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
