//! Errors of encoding requests.

use std::{borrow::Cow, sync::Arc};

use crate::param::ParamError;

/// An error of encoding a request: the argument, and the values that are allowed. It does not contain the actual value.
#[derive(Clone, Debug, thiserror::Error)]
#[error("`{field}` {kind}")]
pub struct EncodeError {
    field: Cow<'static, str>,
    kind: EncodeErrorKind,
}

impl EncodeError {
    pub(crate) fn new(field: impl Into<Cow<'static, str>>, kind: EncodeErrorKind) -> Self {
        Self { field: field.into(), kind }
    }

    /// Returns the name of the argument or header that cannot be sent.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> &EncodeErrorKind {
        &self.kind
    }
}

/// The kinds of [`EncodeError`].
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A path value is empty.
    #[error("is empty; a path segment needs at least one character, since another route would be called without it")]
    EmptySegment,
    /// A path value is `.` or `..`.
    #[error(
        "is `.` or `..`; pass another value, since URL libraries drop such a segment even if encoded and another route would be called"
    )]
    DotSegment,
    /// A value of several path segments has an empty one.
    #[error(
        "has an empty part; write one slash between two parts and none at the ends, since another route would be called"
    )]
    EmptyPart,
    /// A value of several path segments has the segment `.` or `..`.
    #[error(
        "has a part that is `.` or `..`; write the path without them, since URL libraries resolve them and another route would be called"
    )]
    DotPart,
    /// A path value holds the literal of the template that ends it, or the beginning of one.
    #[error(
        "would end too early in the path: a server takes the first `{literal}` for its end, so pass a value without it"
    )]
    PathLiteral {
        /// The literal, percent-encoded as in the template.
        literal: &'static str,
    },
    /// An item of a list holds the character that separates the items.
    #[error(
        "has an item that holds `{separator}`, which separates the items of the list; a server would read it as two"
    )]
    Separator {
        /// The separator.
        separator: char,
    },
    /// A list in the path has no items.
    #[error("is an empty list; a path segment needs at least one item, since another route would be called without it")]
    EmptyList,
    /// A key of a map is empty.
    #[error("has an empty key; a key of a query, a form or a header needs at least one character")]
    EmptyKey,
    /// A map of headers has a key twice.
    #[error("has a key twice; a header has one value")]
    RepeatedKey,
    /// A key of a map is that of another argument, or of a constant.
    #[error("has a key that belongs to another argument of the endpoint; set that argument")]
    DeclaredKey,
    /// A header value is not visible ASCII, or has a blank at either end.
    #[error("cannot be a header value; visible ASCII is allowed, with blanks only between visible characters")]
    HeaderValue,
    /// A header name is not a token (RFC 9110, section 5.6.2), or the runtime sets this header itself.
    #[error("cannot be set as a header; {0}")]
    HeaderName(&'static str),
    /// A cookie's value has a character that is not allowed (RFC 6265, section 4.1.1).
    #[error(
        "cannot be the value of a cookie; use visible ASCII without blanks, quotes, commas, semicolons and backslashes"
    )]
    CookieValue,
    /// The value has no text.
    #[error("has no text: {0}")]
    Value(ParamError),
    /// The value has no JSON form.
    #[error("has no JSON form")]
    Json(Arc<serde_json::Error>),
    /// A form body is not a flat object of scalars and of lists of scalars.
    #[error(
        "cannot be a form; use a struct of strings, numbers, booleans and lists of these, without a null in a list"
    )]
    Form,
    /// A nested value would be read as another one from the keys of a query or a form.
    #[error("cannot be written as keys of a query or a form: {0}")]
    Nested(&'static str),
    /// The value has no form in the [format](crate::format) of the body.
    #[error("cannot be written in the format of the body")]
    Format(#[source] Arc<dyn std::error::Error + Send + Sync>),
    /// The body is a stream, and the request is not sent by a client.
    #[error("is a stream, which only a client can send; make it of bytes")]
    Stream,
    /// The request target is longer than 65,534 bytes, or is not a valid URI.
    #[error("are not a valid request target; it has {length} bytes, at most 65534 are allowed")]
    Target {
        /// The length of the target in bytes.
        length: usize,
    },
    /// The URI of a raw request, or the URL that a response gave, has another origin than the client.
    #[error(
        "is neither a path nor a URI of the client's own origin; create a client for that origin, since credentials are sent nowhere else"
    )]
    ForeignOrigin,
    /// The value is not a URL that a request can be sent to.
    #[error("is not a URL that can be called: {0}")]
    Url(&'static str),
    /// The method of a raw request is CONNECT.
    #[error("is CONNECT; a client opens no tunnels, so use another method")]
    Connect,
    /// The header is a credential, and the request's URL is plain http to another machine.
    #[error(
        "is a credential, which plain http would send unencrypted; write https://, or call the builder's `allow_credentials_over_plain_http`"
    )]
    PlainHttpCredential,
    /// The client has no URL for the host of the endpoint.
    #[error("is a host without a URL in this client; add one with the builder's `host`")]
    UnknownHost,
    /// The client's base URL is not one that the host of the endpoint belongs to, and the host's own URL is not set.
    #[error(
        "is a host that belongs to another base URL than this client has, and the credential would leave the one for the other; {cure}"
    )]
    ForeignHost {
        /// The way to set the URL of the host.
        cure: &'static str,
    },
}
