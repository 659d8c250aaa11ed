//! The decoder of the parts of a request.

use bytes::Bytes;
use http::StatusCode;

use crate::{
    header::Headers,
    metadata::{BodyFormat, Metadata, ParameterLocation},
    param::ParamError,
    server::{
        json::{self, Object},
        pairs::Pairs,
        rejection::Rejection,
        routed_request::RoutedRequest,
    },
};

/// A parser of a path segment, a query value, a header or a form field, usually
/// [`Param::from_text`](crate::Param::from_text).
type FromText<T> = fn(&str) -> Result<T, ParamError>;

/// The decoder of one request, as [`Encoder`](crate::request::Encoder) wrote it. Emitted code calls its methods.
///
/// Each part is parsed at its first use, so that a malformed query does not fail an endpoint without query parameters.
#[derive(Debug)]
pub struct Decoder<'a> {
    request: &'a RoutedRequest,
    query: Option<Pairs<'a>>,
    form: Option<Pairs<'a>>,
    object: Option<Object<'a>>,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(request: &'a RoutedRequest) -> Self {
        Self { request, query: None, form: None, object: None }
    }

    /// Parses the path parameter `name`.
    ///
    /// # Errors
    /// 400: the segment cannot be parsed.
    pub fn path<T>(&mut self, name: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        let text = self.path_text(name)?;
        from_text(text).map_err(|error| Rejection::unexpected(ParameterLocation::Path, name, &error))
    }

    fn path_text(&self, name: &'static str) -> Result<&'a str, Rejection> {
        let mut values = self.request.values.iter();
        let value = values.find(|(parameter, _)| *parameter == name);
        value.map(|(_, text)| text.as_str()).ok_or_else(|| {
            let detail = "the template has no such parameter";
            Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, detail).with_field(name)
        })
    }

    /// Parses the value of a query key. `key` is not percent-encoded.
    ///
    /// # Errors
    /// 400: the key is missing or occurs twice, the value cannot be parsed, or the query is malformed.
    pub fn query<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        self.query_optional(key, from_text)?.ok_or_else(|| Rejection::missing(ParameterLocation::Query, key))
    }

    /// Parses the value of a query key, or returns `None` if the key is absent. A key without a value has an empty text.
    ///
    /// # Errors
    /// 400: the key occurs twice, the value cannot be parsed, or the query is malformed.
    pub fn query_optional<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
        one(self.query_pairs()?, ParameterLocation::Query, key, from_text)
    }

    /// Parses all values of a query key.
    ///
    /// # Errors
    /// 400: a value cannot be parsed, or the query is malformed.
    pub fn query_repeated<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Vec<T>, Rejection> {
        all(self.query_pairs()?, ParameterLocation::Query, key, from_text)
    }

    fn query_pairs(&mut self) -> Result<&Pairs<'a>, Rejection> {
        let query = match self.query.take() {
            Some(query) => query,
            None => Pairs::parse(ParameterLocation::Query, self.request.parts.uri.query().unwrap_or_default())?,
        };
        Ok(self.query.insert(query))
    }

    /// Returns whether the request has the header, even if it is empty.
    #[must_use]
    pub fn has_header(&self, name: &str) -> bool {
        self.request.parts.headers.contains_key(name)
    }

    /// Parses the header `name`.
    ///
    /// # Errors
    /// 400: the header is missing, occurs twice, is not visible ASCII, or cannot be parsed.
    pub fn header<T>(&mut self, name: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        self.header_optional(name, from_text)?.ok_or_else(|| Rejection::missing(ParameterLocation::Header, name))
    }

    /// Parses the header `name`, or returns `None` if it is absent. An empty header has an empty text.
    ///
    /// # Errors
    /// 400: the header occurs twice, is not visible ASCII, or cannot be parsed.
    pub fn header_optional<T>(&mut self, name: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
        let Some(text) = self.header_text(name)? else {
            return Ok(None);
        };
        from_text(text).map(Some).map_err(|error| Rejection::unexpected(ParameterLocation::Header, name, &error))
    }

    fn header_text(&self, name: &'static str) -> Result<Option<&'a str>, Rejection> {
        let mut values = self.request.parts.headers.get_all(name).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        if values.next().is_some() {
            return Err(Rejection::repeated(ParameterLocation::Header, name));
        }
        let text = value
            .to_str()
            .map_err(|_| Rejection::unexpected(ParameterLocation::Header, name, &"expected visible ASCII"))?;
        Ok(Some(text))
    }

    /// Parses a field of the form. `key` is not percent-encoded.
    ///
    /// # Errors
    /// 422: the field is missing or cannot be parsed. 400: it occurs twice, or the form is malformed.
    pub fn form<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        self.form_optional(key, from_text)?.ok_or_else(|| Rejection::missing(ParameterLocation::Field, key))
    }

    /// Parses a field of the form, or returns `None` if it is absent.
    ///
    /// # Errors
    /// 422: the field cannot be parsed. 400: it occurs twice, or the form is malformed.
    pub fn form_optional<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
        one(self.form_pairs()?, ParameterLocation::Field, key, from_text)
    }

    /// Parses all fields of the form with this key.
    ///
    /// # Errors
    /// 422: a field cannot be parsed. 400: the form is malformed.
    pub fn form_repeated<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Vec<T>, Rejection> {
        all(self.form_pairs()?, ParameterLocation::Field, key, from_text)
    }

    pub(crate) fn form_pairs(&mut self) -> Result<&Pairs<'a>, Rejection> {
        let form = match self.form.take() {
            Some(form) => form,
            None => Pairs::parse(ParameterLocation::Field, utf_8(&self.request.body)?)?,
        };
        Ok(self.form.insert(form))
    }

    /// Returns the JSON of the member `name` of the body.
    pub(crate) fn json_field(&mut self, name: &str) -> Result<Option<&'a str>, Rejection> {
        let object = match self.object.take() {
            Some(object) => object,
            None => Object::parse(self.request.metadata, &self.request.body)?,
        };
        Ok(self.object.insert(object).get(name))
    }

    /// Returns the body, which is valid JSON without duplicate keys.
    pub(crate) fn json_body(&self, name: &'static str) -> Result<&'a [u8], Rejection> {
        if self.request.body.is_empty() {
            return Err(Rejection::bad_request("the body is missing").with_field(name));
        }
        json::check_duplicates(&self.request.body)?;
        Ok(&self.request.body)
    }

    pub(crate) fn body(&self) -> &'a Bytes {
        &self.request.body
    }

    /// Returns whether the request has no body: an empty one that is JSON or has no `Content-Type`.
    pub(crate) fn has_no_body(&self) -> bool {
        let is_json = self.request.metadata.body == BodyFormat::Json;
        self.request.body.is_empty() && (is_json || !self.has_header("content-type"))
    }

    /// Returns the name of the argument that is the whole body.
    pub(crate) fn body_name(&self) -> &'static str {
        name_of_body(self.request.metadata)
    }
}

fn utf_8(form: &[u8]) -> Result<&str, Rejection> {
    std::str::from_utf8(form).map_err(|_| Rejection::bad_request("the form is malformed; encode it as UTF-8"))
}

fn name_of_body(metadata: &'static Metadata) -> &'static str {
    metadata
        .parameters()
        .find(|parameter| parameter.location == ParameterLocation::Body)
        .map_or("body", |parameter| parameter.name)
}

fn one<T>(
    pairs: &Pairs<'_>,
    location: ParameterLocation,
    key: &'static str,
    from_text: FromText<T>,
) -> Result<Option<T>, Rejection> {
    let text = pairs.one(key)?;
    text.map(from_text).transpose().map_err(|error| Rejection::unexpected(location, key, &error))
}

fn all<T>(
    pairs: &Pairs<'_>,
    location: ParameterLocation,
    key: &'static str,
    from_text: FromText<T>,
) -> Result<Vec<T>, Rejection> {
    pairs
        .all(key)
        .map(from_text)
        .collect::<Result<_, _>>()
        .map_err(|error| Rejection::unexpected(location, key, &error))
}

/// A group of headers that a server can decode. `#[derive(Headers)]` with `#[headers(server)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a request's headers",
    label = "not a group of headers that a server can decode",
    note = "add `#[headers(server)]`, or `#[headers(server = \"feature\")]` as on the trait, to the struct that derives `Headers`"
)]
pub trait DecodeHeaders: Headers {
    /// Decodes the group.
    ///
    /// # Errors
    /// 400: a header is missing, occurs twice, or cannot be parsed.
    fn decode(request: &mut Decoder<'_>) -> Result<Self, Rejection>;

    /// Decodes the group, or returns `None` if the request has none of its headers.
    ///
    /// # Errors
    /// 400: some headers of the group are present and a required one is missing, or a header occurs twice or cannot be parsed.
    fn decode_optional(request: &mut Decoder<'_>) -> Result<Option<Self>, Rejection> {
        let mut parameters = Self::PARAMETERS.iter();
        if parameters.any(|parameter| request.has_header(parameter.wire_name)) {
            Self::decode(request).map(Some)
        } else {
            Ok(None)
        }
    }
}
