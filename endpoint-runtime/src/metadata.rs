//! The declaration of an endpoint as a constant, which every export is generated from.

#[cfg(any(feature = "schema", feature = "server"))]
mod conditions;
mod constants;
mod encoding;
mod map_keys;
mod method;
mod nesting;
mod pagination;
mod path;
mod query;
mod response;

use std::time::Duration;

#[cfg(any(feature = "schema", feature = "server"))]
pub use conditions::RouteConditions;
pub use encoding::Encoding;
pub(crate) use encoding::encode_joined_into;
#[cfg(feature = "server")]
pub(crate) use map_keys::header_name;
pub(crate) use map_keys::{MAX_HEADERS, MapKeys, TOKEN, behind_prefix};
pub use method::Method;
pub(crate) use nesting::MAX_LEVELS;
pub use nesting::Nesting;
pub use pagination::{Pagination, PaginationKind};
pub use path::PathParameter;
pub use query::{QueryPair, QueryValue};
pub use response::{ResponseFormat, ResponseMetadata, StreamOptions};

use crate::{envelope::Envelope, media_type};

/// The declaration of an endpoint.
///
/// `#[endpoints]` emits it as [`Endpoint::METADATA`](crate::Endpoint) of each request and lists it in
/// `YourTraitClient::ENDPOINTS`. Do not build one by hand: later versions may add fields.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
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
    /// The trait option `host`: the name of the host that serves this endpoint; `None` for the main one.
    pub host: Option<&'static str>,
    /// The request method.
    pub method: Method,
    /// The path template as declared, without its query part: `/v1/users/<user_id>`. [`path_parameters`](Self::path_parameters)
    /// reads it.
    pub template: &'static str,
    /// The literal parts of the template, percent-encoded: before, between and after the path parameters, so always one more
    /// than there are path parameters.
    pub literals: &'static [&'static str],
    /// The query as declared, percent-encoded: `watch=true&$top=<top>`. [`query_pairs`](Self::query_pairs) reads it.
    pub query: &'static str,
    /// The method's own parameters. [`parameters`](Self::parameters) returns them and those of the groups.
    #[doc(hidden)]
    pub arguments: ParameterTexts,
    /// The arguments that are header groups.
    pub header_groups: &'static [ParameterGroup],
    /// The arguments that are groups of query parameters.
    pub query_groups: &'static [ParameterGroup],
    /// The headers that every call sends with a constant value: names and values.
    pub fixed_headers: &'static [(&'static str, &'static str)],
    /// The fields of the body that every call sends with a constant value: the names that are sent, and in a JSON body the JSON of
    /// each value, else its text. [`fixed_field_values`](Self::fixed_field_values) reads them.
    pub fixed_fields: &'static [(&'static str, &'static str)],
    /// The format of the request body.
    pub body: BodyFormat,
    /// The media type of the request body, if the declaration gives one in place of the format's own: [`media_type::ANY`] if
    /// an argument gives it.
    pub body_type: Option<&'static str>,
    /// `true` if the body is sent and received piece by piece: `#[body(stream)]`.
    pub streamed: bool,
    /// `true` if clients compress the body with gzip: `compress = gzip`.
    pub compressed: bool,
    /// The successful response.
    pub response: ResponseMetadata,
    /// The option `envelope`: the way to tell an error with a status of success.
    pub envelope: Option<Envelope>,
    /// `true` if the client sends its credential; `false` with `auth = none`.
    pub authenticated: bool,
    /// `true` if the method is idempotent: repeated calls have the effect of one (RFC 9110, section 9.2.2).
    pub idempotent: bool,
    /// `true` if the call deletes or revokes something.
    pub destructive: bool,
    /// The note of the method's `#[deprecated]`; `None` without that attribute.
    pub deprecated: Option<&'static str>,
    /// The total timeout of a call; `None` for the client's.
    pub timeout: Option<Duration>,
    /// The option `paginate`: how one page of a list leads to the next.
    pub pagination: Option<&'static Pagination>,
    /// The method's documentation, as Markdown.
    pub docs: &'static str,
}

impl Metadata {
    /// Returns all parameters, including those of groups.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter> + use<> {
        let of_groups = self.groups().flat_map(|group| group.parameters).copied();
        let mut arguments = self.arguments;
        let own = std::iter::from_fn(move || {
            let (parameter, others) = arguments.split_first()?;
            arguments = others;
            Some(parameter)
        });
        own.chain(of_groups)
    }

    /// Returns whether the request goes to a URL that a response gave: its template is one argument, and it has no route.
    #[must_use]
    pub fn is_at_url(&self) -> bool {
        self.template.starts_with('<')
    }

    /// Returns the groups of parameters: those of headers, then those of the query.
    pub fn groups(&self) -> impl Iterator<Item = &'static ParameterGroup> + use<> {
        self.header_groups.iter().chain(self.query_groups)
    }

    /// Returns the header that holds the key of a call, by which the API recognizes a repetition.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<Parameter> {
        // The search of the letters costs an endpoint without a key next to nothing.
        let has_key = self.arguments.letters.as_bytes().contains(&b'~');
        if has_key { self.parameters().find(|parameter| parameter.idempotency_key) } else { None }
    }

    /// Returns the `Content-Type` of the request's body; `None` for an endpoint without one.
    #[must_use]
    pub const fn content_type(&self) -> Option<&'static str> {
        match self.body_type {
            None => self.body.content_type(),
            content_type => content_type,
        }
    }

    /// Returns the `Content-Type` that a client sends unless an argument gives another one; `None` for an endpoint without a body.
    #[must_use]
    pub fn default_content_type(&self) -> Option<&'static str> {
        match self.content_type() {
            Some(media_type::ANY) => self.body.content_type(),
            content_type => content_type,
        }
    }

    /// Returns the first paragraph of the documentation, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        first_paragraph(self.docs)
    }
}

/// Returns the first paragraph of a documentation, on one line.
pub(crate) fn first_paragraph(docs: &str) -> String {
    let lines = docs.lines().map(str::trim).skip_while(|line| line.is_empty());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A parameter of an endpoint.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, which is read by its name")]
pub struct Parameter {
    /// The argument's name, without `r#`.
    pub name: &'static str,
    /// The name that is sent: the query key, header name, JSON member or form key.
    pub wire_name: &'static str,
    /// The part of the request that holds it.
    pub location: ParameterLocation,
    /// `true` if a call has to have it. The parameters of an optional group are not required.
    pub required: bool,
    /// `true` if its key is repeated for each value: a `Vec` in a query or a form.
    pub repeated: bool,
    /// `true` if it is a map, whose keys are keys of the query or the form, or ends of the names of headers or parts. Its type is that of
    /// one value.
    pub map: bool,
    /// The way in which its value becomes text.
    pub encoding: Encoding,
    /// `true` if its value is secret, and redacted in `Debug`, errors and traces.
    pub sensitive: bool,
    /// `true` if the client makes a key for each call without a value, and keeps it over the attempts of the call.
    pub idempotency_key: bool,
    /// The argument's documentation, as Markdown.
    pub docs: &'static str,
}

/// An argument that is a group of headers or of query parameters.
#[derive(Clone, Copy, Debug)]
pub struct ParameterGroup {
    /// The argument's name, without `r#`.
    pub name: &'static str,
    /// `true` if `new` of the request takes the group; `false` for an `Option`.
    pub required: bool,
    /// `true` if the request has a setter for each parameter that is not required, under the name of the parameter.
    pub has_setters: bool,
    /// The parameters.
    pub parameters: &'static [Parameter],
}

/// Parameters as texts, which the compiler checks in half of the time that it takes for a struct for each.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ParameterTexts {
    /// For each parameter a letter of its location, in upper case if it is required, and behind it flags: `*` if it is repeated, `[` if it
    /// is a map, `!` if it is sensitive, `~` if it is the idempotency key, and that of its [`Encoding`].
    pub letters: &'static str,
    /// For each parameter three texts: its name, the name that is sent, and its documentation.
    pub texts: &'static [&'static str],
}

impl ParameterTexts {
    /// Returns the first parameter, and the others.
    #[must_use]
    pub const fn split_first(self) -> Option<(Parameter, Self)> {
        let (Some((letter, mut letters)), [name, wire_name, docs, texts @ ..]) =
            (self.letters.as_bytes().split_first(), self.texts)
        else {
            return None;
        };
        let mut parameter =
            Parameter { name, wire_name, docs, required: letter.is_ascii_uppercase(), ..Parameter::NONE };
        parameter.location = match letter.to_ascii_lowercase() {
            b'p' => ParameterLocation::Path,
            b'q' => ParameterLocation::Query,
            b'h' => ParameterLocation::Header,
            b'c' => ParameterLocation::Cookie,
            b'f' => ParameterLocation::Field,
            b'u' => ParameterLocation::Url,
            _ => ParameterLocation::Body,
        };
        while let Some((flag, others)) = letters.split_first()
            && !flag.is_ascii_alphabetic()
        {
            match *flag {
                b'*' => parameter.repeated = true,
                b'[' => parameter.map = true,
                b'!' => parameter.sensitive = true,
                b'~' => parameter.idempotency_key = true,
                flag => {
                    if let Some(encoding) = Encoding::of_flag(flag) {
                        parameter.encoding = encoding;
                    }
                }
            }
            letters = others;
        }
        // Letters are ASCII.
        let letters = match str::from_utf8(letters) {
            Ok(letters) => letters,
            Err(_) => "",
        };
        Some((parameter, Self { letters, texts }))
    }
}

impl Parameter {
    /// A placeholder for arrays that are filled later.
    pub(crate) const NONE: Self = Self {
        name: "",
        wire_name: "",
        location: ParameterLocation::Header,
        required: false,
        repeated: false,
        map: false,
        encoding: Encoding::Plain,
        sensitive: false,
        idempotency_key: false,
        docs: "",
    };

    /// Returns whether this is the header of that name, ignoring ASCII case.
    #[must_use]
    pub fn is_header(&self, name: &str) -> bool {
        self.location == ParameterLocation::Header && self.wire_name.eq_ignore_ascii_case(name)
    }
}

/// The part of a request that holds a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterLocation {
    /// The URL of the request, which a response gave.
    Url,
    /// A path segment.
    Path,
    /// A value of the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A member of the JSON object, or a field of the form, in the body.
    Field,
    /// The whole body.
    Body,
}

impl ParameterLocation {
    /// Returns the lowercase name, as in documents and data for tools: `path`, `query`, `header`, `cookie`, `field` or `body`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Url => "url",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Field => "field",
            Self::Body => "body",
        }
    }
}

/// The format of a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyFormat {
    /// No body.
    None,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `text/plain; charset=utf-8`.
    Text,
    /// `application/octet-stream`.
    Bytes,
    /// `multipart/form-data` (RFC 7578), whose parts are the fields.
    Multipart,
}

impl BodyFormat {
    /// Returns the `Content-Type` of such a body, unless the declaration gives another one, see [`Metadata::content_type`].
    #[must_use]
    pub const fn content_type(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Json => Some("application/json"),
            Self::Form => Some("application/x-www-form-urlencoded"),
            Self::Text => Some("text/plain; charset=utf-8"),
            Self::Bytes => Some("application/octet-stream"),
            Self::Multipart => Some("multipart/form-data"),
        }
    }
}
