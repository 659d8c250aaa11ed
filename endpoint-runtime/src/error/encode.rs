//! Why a request could not be written.

use std::{borrow::Cow, sync::Arc};

use crate::param::ParamError;

/// Why a request could not be written: which argument, and what is allowed there. It never holds the value.
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

    /// The argument or header that cannot be sent.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What is wrong with it.
    #[must_use]
    pub fn kind(&self) -> &EncodeErrorKind {
        &self.kind
    }
}

/// What is wrong with an argument.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A path value is empty.
    #[error("is empty; a path segment needs at least one character, or another route would be called")]
    EmptySegment,
    /// A path value is `.` or `..`.
    #[error("is `.` or `..`; URL libraries drop such a segment even when encoded, so another route would be called")]
    DotSegment,
    /// A header value holds what no header may hold.
    #[error("cannot be a header value; visible ASCII is allowed, and blanks between visible characters")]
    HeaderValue,
    /// A header name is no token (RFC 9110, section 5.6.2), or the runtime owns the header.
    #[error("cannot be set as a header; {0}")]
    HeaderName(&'static str),
    /// The value has no text.
    #[error("has no text: {0}")]
    Value(ParamError),
    /// The value has no JSON form.
    #[error("has no JSON form")]
    Json(Arc<serde_json::Error>),
    /// A form's body is no flat object of scalars.
    #[error("cannot be a form; a struct of strings, numbers, booleans and lists of these is allowed")]
    Form,
    /// The request target is longer than 65,534 bytes or otherwise no URI.
    #[error("make up no valid request target; it has {length} bytes, at most 65534 are allowed")]
    Target {
        /// The target's length in bytes.
        length: usize,
    },
    /// A raw request goes to another origin than the client's.
    #[error("is neither a path nor a URI of the client's own origin; credentials go nowhere else")]
    ForeignOrigin,
    /// A raw request opens a tunnel.
    #[error("is CONNECT; a client of an API opens no tunnels")]
    Connect,
    /// The client has no URL for the endpoint's host.
    #[error("is a host that this client has no URL for; give it to the builder's `host`")]
    UnknownHost,
}
