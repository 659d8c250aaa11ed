//! A credential and its place in a request.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{
    HeaderName, HeaderValue,
    header::{AUTHORIZATION, CONTENT_TYPE, COOKIE},
};
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};
use subtle::ConstantTimeEq;

use super::{body_field, place};
use crate::{
    body::Body,
    debug::Redacted,
    header::{
        cookie::is_cookie_value,
        rules::{header_value, is_transport_header},
    },
    percent,
};

/// A validated credential: a secret value in a header, in the query, in a cookie or in a field of the body, or several of them.
#[derive(Clone)]
pub struct Credential {
    pub(crate) place: CredentialPlace,
    /// The value as it is sent: percent-encoded in a query.
    pub(crate) value: HeaderValue,
    /// The secret before it was encoded, since error messages of the provider may quote it.
    pub(crate) secret: SecretString,
    /// The other values of the credential.
    next: Option<Box<Self>>,
}

/// The part of a request that holds a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CredentialPlace {
    Header(HeaderName),
    /// The pair of the query with this key, which is not encoded.
    Query(String),
    /// The cookie of this name.
    Cookie(String),
    /// The member of a JSON body, or the field of a form, of this name.
    Field(String),
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
    /// The scheme is not a token (RFC 9110, section 11.1), or is one that has its own type.
    #[error(
        "the scheme is not a name of letters, digits and `-`, or is `Basic` or `Bearer`, which have types of their own"
    )]
    Scheme,
    /// The key of the query is empty.
    #[error("the key of the query that holds the API key is empty; write the name that the API documents")]
    QueryKey,
    /// The cookie's name is not a token, or its value has a character that no cookie may have (RFC 6265, section 4.1.1).
    #[error(
        "the name of the cookie is not a token, or its value is empty or has blanks, quotes, commas, semicolons or backslashes"
    )]
    Cookie,
    /// The name of the body's field is empty.
    #[error("the name of the body field that holds the API key is empty; write the name that the API documents")]
    FieldName,
    /// The credential is a field of the body, which is no JSON object and no form in memory.
    #[error("the credential is a field of the body, and the request has no body that is a JSON object or a form")]
    Body,
    /// A signature or `ClientCredentials` beside another credential.
    #[error(
        "a signature and `ClientCredentials` cannot be combined with another credential; send that as a default header of the client"
    )]
    Combined,
    /// The URL would be longer than a request target may be.
    #[error("the URL is too long with the API key in its query")]
    Target,
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
        if is_transport_header(&name) || [CONTENT_TYPE, COOKIE].contains(&name) {
            return Err(CredentialError::HeaderName);
        }
        let text = Zeroizing::new(key.expose_secret().to_owned());
        if text.is_empty() {
            return Err(CredentialError::Key);
        }
        Self::new(name, &text, key).ok_or(CredentialError::Key)
    }

    /// Creates `Authorization: <scheme> <token>`, for a scheme other than Basic and Bearer.
    ///
    /// # Errors
    /// The scheme is not a token (RFC 9110, section 11.1), or the token is empty or is not visible ASCII.
    pub fn scheme(scheme: &str, token: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let token = token.into();
        let exposed = token.expose_secret();
        let has_own_type = ["basic", "bearer"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        if !is_token(scheme) || has_own_type {
            return Err(CredentialError::Scheme);
        }
        if exposed.is_empty() {
            return Err(CredentialError::Key);
        }
        let text = Zeroizing::new(format!("{scheme} {exposed}"));
        Self::new(AUTHORIZATION, &text, token).ok_or(CredentialError::Key)
    }

    /// Creates the pair of the query with this key, which is not encoded.
    ///
    /// # Errors
    /// The name or the key is empty.
    pub fn query(name: &str, key: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let key = key.into();
        if name.is_empty() {
            return Err(CredentialError::QueryKey);
        }
        if key.expose_secret().is_empty() {
            return Err(CredentialError::Key);
        }
        let text = Zeroizing::new(percent::encode(key.expose_secret()));
        Self::at(CredentialPlace::Query(name.to_owned()), &text, key).ok_or(CredentialError::Key)
    }

    /// Creates the cookie of this name.
    ///
    /// # Errors
    /// The name is not a token, or the value is empty or has a character that no cookie may have (RFC 6265, section 4.1.1).
    pub fn cookie(name: &str, value: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let value = value.into();
        let text = Zeroizing::new(value.expose_secret().to_owned());
        if !is_token(name) || text.is_empty() || !is_cookie_value(&text) {
            return Err(CredentialError::Cookie);
        }
        Self::at(CredentialPlace::Cookie(name.to_owned()), &text, value).ok_or(CredentialError::Cookie)
    }

    /// Creates the member of JSON bodies and the field of forms of this name. Only a [`Client`](crate::Client) adds it.
    ///
    /// # Errors
    /// The name or the key is empty, or the key is not visible ASCII.
    pub fn field(name: &str, key: impl Into<SecretString>) -> Result<Self, CredentialError> {
        let key = key.into();
        if name.is_empty() {
            return Err(CredentialError::FieldName);
        }
        let text = Zeroizing::new(key.expose_secret().to_owned());
        if text.is_empty() {
            return Err(CredentialError::Key);
        }
        Self::at(CredentialPlace::Field(name.to_owned()), &text, key).ok_or(CredentialError::Key)
    }

    /// Adds another credential, which is sent beside this one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.next = Some(Box::new(match self.next {
            Some(next) => next.and(other),
            None => other,
        }));
        self
    }

    /// Returns the values of the credential, each of which is sent.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |credential| credential.next.as_deref())
    }

    /// Returns the first values of the credential.
    pub(super) fn first(&self, count: usize) -> Self {
        let next = self.next.as_deref().filter(|_| count > 1).map(|next| Box::new(next.first(count - 1)));
        Self { next, ..self.clone() }
    }

    /// Adds the credential to a request, in place of any other header, pair of the query or cookie of the same name.
    ///
    /// # Errors
    /// The URL is too long with it, or it is a field of the body.
    pub fn apply<B>(&self, request: &mut http::Request<B>) -> Result<(), CredentialError> {
        self.values().try_for_each(|credential| credential.apply_value(request))
    }

    /// Returns the name and the value of a credential that is one header.
    pub(crate) fn as_header(&self) -> Option<(&HeaderName, &HeaderValue)> {
        match (&self.place, &self.next) {
            (CredentialPlace::Header(name), None) => Some((name, &self.value)),
            _ => None,
        }
    }

    /// Adds the credential to the request of a client.
    pub(crate) fn apply_with_body(&self, request: &mut http::Request<Body>) -> Result<(), CredentialError> {
        self.values().try_for_each(|credential| match &credential.place {
            CredentialPlace::Field(name) => body_field::add(name, credential.secret.expose_secret(), request),
            _ => credential.apply_value(request),
        })
    }

    fn apply_value<B>(&self, request: &mut http::Request<B>) -> Result<(), CredentialError> {
        match &self.place {
            CredentialPlace::Header(name) => {
                request.headers_mut().insert(name.clone(), self.value.clone());
            }
            CredentialPlace::Query(name) => {
                *request.uri_mut() =
                    place::with_pair(request.uri(), name, &self.value).ok_or(CredentialError::Target)?;
            }
            CredentialPlace::Cookie(name) => {
                let cookies =
                    place::with_cookie(request.headers(), name, &self.value).ok_or(CredentialError::Cookie)?;
                request.headers_mut().insert(COOKIE, cookies);
            }
            CredentialPlace::Field(_) => return Err(CredentialError::Body),
        }
        Ok(())
    }

    /// Returns whether a request has a value at this place of the credential.
    pub(crate) fn is_taken(&self, request: &http::Request<Body>) -> bool {
        match &self.place {
            CredentialPlace::Header(name) => request.headers().contains_key(name),
            CredentialPlace::Query(name) => place::has_pair(request.uri(), name),
            CredentialPlace::Cookie(name) => place::has_cookie(request.headers(), name),
            CredentialPlace::Field(name) => body_field::is_taken(name, request),
        }
    }

    fn new(name: HeaderName, text: &str, secret: SecretString) -> Option<Self> {
        Self::at(CredentialPlace::Header(name), text, secret)
    }

    fn at(place: CredentialPlace, text: &str, secret: SecretString) -> Option<Self> {
        let mut value = header_value(text).ok()?;
        value.set_sensitive(true);
        Some(Self { place, value, secret, next: None })
    }
}

impl CredentialPlace {
    /// Returns the name of the header, the key or the cookie.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Header(name) => name.as_str(),
            Self::Query(name) | Self::Cookie(name) | Self::Field(name) => name,
        }
    }

    pub(crate) fn is_header(&self, header: &HeaderName) -> bool {
        matches!(self, Self::Header(name) if name == header)
    }
}

/// Returns whether a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    HeaderName::from_bytes(text.as_bytes()).is_ok()
}

/// Compares the values in constant time.
impl PartialEq for Credential {
    fn eq(&self, other: &Self) -> bool {
        let is_equal: bool = self.value.as_bytes().ct_eq(other.value.as_bytes()).into();
        self.place == other.place && is_equal && self.next == other.next
    }
}

impl Eq for Credential {}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("place", &self.place).field("value", &Redacted).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        CredentialError::{Colon, Control, Cookie, HeaderName, Key, QueryKey, Scheme, Token},
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
            Credential::header("Cookie", "key").unwrap_err(),
        ];
        assert_eq!(
            refused,
            [
                Colon, Control, Control, Token, Token, Token, Token, Key, Key, HeaderName, HeaderName, HeaderName,
                HeaderName
            ]
        );
        let refused = [
            Credential::scheme("Bearer", "key").unwrap_err(),
            Credential::scheme("To ken", "key").unwrap_err(),
            Credential::scheme("Token", "").unwrap_err(),
            Credential::scheme("Token", "a\n").unwrap_err(),
            Credential::query("", "key").unwrap_err(),
            Credential::query("key", "").unwrap_err(),
            Credential::cookie("se ssion", "key").unwrap_err(),
            Credential::cookie("session", "a;b").unwrap_err(),
            Credential::cookie("session", "").unwrap_err(),
        ];
        assert_eq!(refused, [Scheme, Scheme, Key, Key, QueryKey, Key, Cookie, Cookie, Cookie]);
    }

    #[test]
    fn a_credential_replaces_the_value_at_its_place_and_no_other() {
        let applied = |credential: Result<Credential, CredentialError>, uri: &str, cookie: &str| {
            let mut request = http::Request::get(uri)
                .header("x-key", "old")
                .header("cookie", cookie)
                .body(Body::from(bytes::Bytes::new()))
                .unwrap();
            let credential = credential.unwrap();
            let is_taken = credential.is_taken(&request);
            credential.apply(&mut request).unwrap();
            let text = |name| request.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
            (is_taken, request.uri().to_string(), text("x-key"), text("cookie"))
        };
        let (is_taken, uri, header, cookie) =
            applied(Credential::header("X-Key", "new"), "https://a.test/b?c=d", "e=f");
        assert_eq!((is_taken, &*uri, &*header, &*cookie), (true, "https://a.test/b?c=d", "new", "e=f"));
        for (uri, expected, taken) in [
            ("https://a.test/b", "https://a.test/b?k%20y=n%2Fw", false),
            ("https://a.test/b?c=d&e", "https://a.test/b?c=d&e&k%20y=n%2Fw", false),
            ("https://a.test/b?k+y=1&c=d&k%20y", "https://a.test/b?c=d&k%20y=n%2Fw", true),
        ] {
            let (is_taken, uri, ..) = applied(Credential::query("k y", "n/w"), uri, "");
            assert_eq!((is_taken, &*uri), (taken, expected));
        }
        for (cookie, expected, taken) in [
            ("", "s=new", false),
            ("a=1; t=2", "a=1; t=2; s=new", false),
            ("a=1;s=old;b=2; s=3", "a=1; b=2; s=new", true),
        ] {
            let (is_taken, _, _, cookie) = applied(Credential::cookie("s", "new"), "https://a.test/", cookie);
            assert_eq!((is_taken, &*cookie), (taken, expected));
        }
    }
}
