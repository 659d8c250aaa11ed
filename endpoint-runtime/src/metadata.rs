//! What is known of an endpoint at compile time. Every export is made from it.

use std::time::Duration;

/// An endpoint as it was declared.
///
/// The macro writes these; read them from `YourTraitClient::ENDPOINTS` or [`Endpoint::METADATA`](crate::Endpoint).
/// Later versions may add fields, so do not build one by hand.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The operation id: the option `id`, or `<trait_snake>_<method>`.
    pub id: &'static str,
    /// The trait's name in `snake_case`.
    pub resource: &'static str,
    /// The trait method's name.
    pub name: &'static str,
    /// The full path of the request's type, as in `my_crate::teams::InviteRequest`.
    pub request: &'static str,
    /// The trait option `tag`.
    pub tag: Option<&'static str>,
    /// The trait option `host`: which of the provider's hosts serves this endpoint; `None` is the main one.
    pub host: Option<&'static str>,
    /// The request method.
    pub method: Method,
    /// The path template as declared, without its query part: `/v1/users/<user_id>`.
    pub template: &'static str,
    /// The template's text before, between and after its parameters, ready to be sent: one more than there are path
    /// parameters.
    pub literals: &'static [&'static str],
    /// Query pairs that are the same for every call, as `(key, value)`, decoded.
    pub fixed_query: &'static [(&'static str, &'static str)],
    /// The arguments, a slice for those that stand in the method itself and one for each header group.
    pub parameters: &'static [&'static [Parameter]],
    /// How the request's body is written.
    pub body: BodyFormat,
    /// How the response's body is read.
    pub response: ResponseFormat,
    /// Whether the provider's credential goes along; `false` under `auth = none`.
    pub authenticated: bool,
    /// Whether repeating the call has the effect of making it once (RFC 9110, section 9.2.2).
    pub idempotent: bool,
    /// Whether the call takes something away for good.
    pub destructive: bool,
    /// `Some` when the method carries `#[deprecated]`, with its note.
    pub deprecated: Option<&'static str>,
    /// The total time allowed for a call, where it differs from the client's.
    pub timeout: Option<Duration>,
    /// The method's documentation, as Markdown.
    pub docs: &'static str,
}

impl Metadata {
    /// All arguments, those of header groups included.
    pub fn parameters(&self) -> impl Iterator<Item = &'static Parameter> + use<> {
        self.parameters.iter().copied().flatten()
    }

    /// The first paragraph of the documentation, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        self.docs.lines().map(str::trim).take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// One argument of an endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The argument's name, without `r#`.
    pub name: &'static str,
    /// The name on the wire: query key, header name or JSON key.
    pub wire: &'static str,
    /// Where it goes.
    pub place: Place,
    /// Whether the call needs it. A header of an optional group is not required, though the group may need it.
    pub required: bool,
    /// Whether it is repeated: a `Vec` in a query or a form.
    pub repeated: bool,
    /// Whether it is redacted wherever a human might read it.
    pub sensitive: bool,
    /// The argument's documentation, as Markdown.
    pub docs: &'static str,
}

impl Parameter {
    /// What stands in an array until it is filled.
    pub(crate) const NONE: Self =
        Self { name: "", wire: "", place: Place::Header, required: false, repeated: false, sensitive: false, docs: "" };

    /// Whether this is the header of that name, in any case.
    #[must_use]
    pub fn is_header(&self, name: &str) -> bool {
        self.place == Place::Header && self.wire.eq_ignore_ascii_case(name)
    }
}

/// Where an argument goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// One path segment.
    Path,
    /// A query value.
    Query,
    /// A header.
    Header,
    /// A field of the body's JSON object or form.
    Field,
    /// The whole body.
    Body,
}

/// A request method (RFC 9110, section 9; PATCH: RFC 5789).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    /// The method's name, in capitals.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
        }
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a request's body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// No body, and no `Content-Type`.
    None,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `text/plain; charset=utf-8`.
    Text,
    /// `application/octet-stream`.
    Bytes,
}

impl BodyFormat {
    /// The `Content-Type` that goes with the body.
    #[must_use]
    pub const fn content_type(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Json => Some("application/json"),
            Self::Form => Some("application/x-www-form-urlencoded"),
            Self::Text => Some("text/plain; charset=utf-8"),
            Self::Bytes => Some("application/octet-stream"),
        }
    }
}

/// How a response's body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseFormat {
    /// A JSON value.
    Json,
    /// UTF-8 text.
    Text,
    /// The bytes as they came.
    Bytes,
}
