//! The decoder of the parts of a request.

use std::{borrow::Cow, sync::PoisonError};

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::{
    body::Body,
    header::{Headers, cookie},
    json::without_byte_order_mark,
    metadata::{BodyFormat, Metadata, Parameter, ParameterLocation},
    param::ParamError,
    server::{
        form::BLANK,
        json::{self, Object},
        multipart::{PartSource, Parts},
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
/// Each part is parsed at its first use, so that a malformed query does not fail an endpoint without query parameters. A value
/// that is rejected is `None`, and the decoder keeps the first rejection: many early returns cost the compiler more time.
#[derive(Debug)]
pub struct Decoder<'a> {
    request: &'a RoutedRequest,
    query: Option<Pairs<'a>>,
    form: Option<Pairs<'a>>,
    object: Option<Object<'a>>,
    parts: Option<Parts>,
    rejection: Option<Rejection>,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(request: &'a RoutedRequest) -> Self {
        Self { request, query: None, form: None, object: None, parts: None, rejection: None }
    }

    /// Returns the text of the path parameter `name`.
    pub fn in_path(&mut self, name: &'static str) -> TextSource<'_, 'a> {
        TextSource { decoder: self, part: Part::Path, key: name }
    }

    /// Returns the texts of a query key, which is not percent-encoded. A key without a value has an empty text.
    pub fn in_query(&mut self, key: &'static str) -> TextSource<'_, 'a> {
        TextSource { decoder: self, part: Part::Query, key }
    }

    /// Returns the text of the header `name`, which may be empty.
    pub fn in_header(&mut self, name: &'static str) -> TextSource<'_, 'a> {
        TextSource { decoder: self, part: Part::Header, key: name }
    }

    /// Returns the text of the cookie `name`.
    pub fn in_cookie(&mut self, name: &'static str) -> TextSource<'_, 'a> {
        TextSource { decoder: self, part: Part::Cookie, key: name }
    }

    /// Returns the texts of a field of the form. `key` is not percent-encoded.
    pub fn in_form(&mut self, key: &'static str) -> TextSource<'_, 'a> {
        TextSource { decoder: self, part: Part::Form, key }
    }

    /// Returns the parts of a multipart body with this name.
    pub fn in_multipart(&mut self, key: &'static str) -> PartSource<'_, 'a> {
        PartSource { decoder: self, key }
    }

    /// Returns the text of the part of a multipart body with this name, which has another form than that of a `Param`.
    pub fn in_text_part(&mut self, key: &'static str) -> TextSource<'_, 'a> {
        TextSource { decoder: self, part: Part::Multipart, key }
    }

    pub(crate) fn parts(&mut self) -> Result<&Parts, Rejection> {
        let parts = match self.parts.take() {
            Some(parts) => parts,
            None => Parts::parse(&self.request.parts.headers, &self.request.body)?,
        };
        Ok(self.parts.insert(parts))
    }

    /// Returns the body of an endpoint that reads it piece by piece.
    pub(crate) fn stream(&self) -> Option<Body> {
        self.request.stream.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Returns the value, or `None` for a rejection, which is kept if it is the first.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Rejection>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(rejection) => {
                self.rejection.get_or_insert(rejection);
                None
            }
        }
    }

    /// Returns the first rejection.
    pub(crate) fn into_rejection(self) -> Rejection {
        self.rejection
            .unwrap_or_else(|| Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, "the request was not decoded"))
    }

    /// Returns the only text of this part and key.
    fn text(&mut self, part: Part, key: &'static str) -> Result<Option<&str>, Rejection> {
        match part {
            Part::Path => self.path_text(key).map(Some),
            Part::Query => self.query_pairs()?.one(key),
            Part::Header => self.header_text(key),
            Part::Cookie => self.cookie_text(key),
            Part::Form => self.form_pairs()?.one(key),
            Part::Multipart => self.parts()?.text(key),
        }
    }

    fn path_text(&self, name: &'static str) -> Result<&'a str, Rejection> {
        let mut values = self.request.values.iter();
        let value = values.find(|(parameter, _)| *parameter == name);
        value.map(|(_, text)| text.as_str()).ok_or_else(|| {
            let detail = "the template has no such parameter";
            Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, detail).with_field(name)
        })
    }

    pub(crate) fn metadata(&self) -> &'static Metadata {
        self.request.metadata
    }

    /// Returns whether the query has a key of one of these parameters. A malformed query is rejected where it is decoded.
    pub(crate) fn has_query_key_of(&mut self, parameters: &[Parameter]) -> bool {
        let metadata = self.metadata();
        let Ok(pairs) = self.query_pairs() else { return true };
        let is_of = |key: &str| {
            let is_key = |known: &Parameter| known.wire_name == key && !known.map;
            parameters.iter().any(|known| is_key(known) || known.map_key(key, metadata).is_some())
        };
        pairs.iter().any(|(key, _)| is_of(key))
    }

    pub(crate) fn query_pairs(&mut self) -> Result<&Pairs<'a>, Rejection> {
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

    fn cookie_text(&self, name: &'static str) -> Result<Option<&'a str>, Rejection> {
        match cookie::values(&self.request.parts.headers, name).as_deref() {
            None => Err(Rejection::unexpected(ParameterLocation::Cookie, name, &"expected visible ASCII")),
            Some([]) => Ok(None),
            Some([value]) => Ok(Some(*value)),
            Some(_) => Err(Rejection::repeated(ParameterLocation::Cookie, name)),
        }
    }

    /// Returns the text of a header that is a list. Several lines with `,` between their items are one list (RFC 9110, section 5.3).
    fn header_list(&self, name: &'static str, separator: char) -> Result<Option<Cow<'a, str>>, Rejection> {
        let lines = self.request.parts.headers.get_all(name);
        if separator != ',' || lines.iter().nth(1).is_none() {
            return Ok(self.header_text(name)?.map(Cow::Borrowed));
        }
        let unexpected = |_| Rejection::unexpected(ParameterLocation::Header, name, &"expected visible ASCII");
        let lines = lines.iter().map(|line| line.to_str().map_err(unexpected));
        Ok(Some(Cow::Owned(lines.collect::<Result<Vec<_>, _>>()?.join(","))))
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
            None => Object::parse(self.request.metadata, self.json())?,
        };
        Ok(self.object.insert(object).get(name))
    }

    /// Checks the object of an endpoint without fields, which no argument reads.
    pub(crate) fn check_unread_object(&self) -> Result<(), Rejection> {
        let metadata = self.request.metadata;
        let reads =
            |parameter: Parameter| matches!(parameter.location, ParameterLocation::Field | ParameterLocation::Body);
        if metadata.body != BodyFormat::Json || self.object.is_some() || metadata.parameters().any(reads) {
            return Ok(());
        }
        Object::parse(metadata, self.json()).map(drop)
    }

    /// Returns the body, which is valid JSON without duplicate keys.
    pub(crate) fn json_body(&self, name: &'static str) -> Result<&'a [u8], Rejection> {
        if self.json().is_empty() {
            return Err(Rejection::bad_request("the body is missing").with_field(name));
        }
        json::check_duplicates(self.json())?;
        Ok(self.json())
    }

    /// Returns the body without a byte-order mark.
    fn json(&self) -> &'a [u8] {
        without_byte_order_mark(&self.request.body)
    }

    /// Returns the body of an endpoint that requires one. An empty one has a `Content-Type`.
    pub(crate) fn present_body(&self) -> Result<&'a Bytes, Rejection> {
        if self.has_no_body() {
            return Err(Rejection::bad_request("the body is missing; an empty one has a `Content-Type`")
                .with_field(self.body_name()));
        }
        Ok(&self.request.body)
    }

    /// Returns whether the request has no body: an empty one that is JSON or has no `Content-Type`.
    pub(crate) fn has_no_body(&self) -> bool {
        match self.request.metadata.body {
            BodyFormat::Json => self.json().is_empty(),
            _ => self.request.body.is_empty() && !self.has_header("content-type"),
        }
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

/// The texts of an argument that is sent as text.
#[derive(Debug)]
pub struct TextSource<'s, 'a> {
    decoder: &'s mut Decoder<'a>,
    part: Part,
    key: &'static str,
}

/// The part of a request that holds a text.
#[derive(Clone, Copy, Debug)]
enum Part {
    Path,
    Query,
    Header,
    Cookie,
    Form,
    Multipart,
}

impl Part {
    fn location(self) -> ParameterLocation {
        match self {
            Self::Path => ParameterLocation::Path,
            Self::Query => ParameterLocation::Query,
            Self::Header => ParameterLocation::Header,
            Self::Cookie => ParameterLocation::Cookie,
            Self::Form | Self::Multipart => ParameterLocation::Field,
        }
    }
}

impl TextSource<'_, '_> {
    /// Parses the text. A rejection has the status 400, and 422 for a field of a form that is missing or cannot be parsed.
    pub(crate) fn one<T>(self, from_text: FromText<T>) -> Option<T> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key).and_then(|text| match text {
            Some(text) => parse(part, key, text, from_text),
            None => Err(Rejection::missing(part.location(), key)),
        });
        decoder.keep(value)
    }

    /// Parses the text, if there is one. A blank text that the type does not accept is none.
    #[expect(clippy::option_option, reason = "absent and rejected are different outcomes")]
    pub(crate) fn optional<T>(self, from_text: FromText<T>) -> Option<Option<T>> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key);
        let value = value.and_then(|text| match text {
            Some(text) => parse_unless_blank(part, key, text, from_text),
            None => Ok(None),
        });
        decoder.keep(value)
    }

    /// Parses the items of a list that is one text; there are none without it. Blank items that the type does not accept are left out,
    /// and in a header all of them are, as are the blanks around others (RFC 9110, section 5.6.1).
    pub(crate) fn joined<T>(self, separator: char, from_text: FromText<T>) -> Option<Vec<T>> {
        let Self { decoder, part, key } = self;
        let text = match part {
            Part::Header => decoder.header_list(key, separator),
            _ => decoder.text(part, key).map(|text| text.map(|text| Cow::Owned(text.to_owned()))),
        };
        let is_header = matches!(part, Part::Header);
        let values = text.and_then(|text| {
            let items = text.iter().flat_map(|text| text.split(separator));
            let items = items.map(|item| if is_header { item.trim_matches([' ', '\t']) } else { item });
            let items = items.filter(|item| !is_header || !item.is_empty());
            items.filter_map(|item| parse_unless_blank(part, key, item, from_text).transpose()).collect()
        });
        decoder.keep(values)
    }

    /// Reads the JSON text.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Option<T> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key).and_then(|text| match text {
            Some(text) => json::read_text(text, part.location(), key),
            None => Err(Rejection::missing(part.location(), key)),
        });
        decoder.keep(value)
    }

    /// Reads the JSON text, if there is one. An empty text is none.
    #[expect(clippy::option_option, reason = "absent and rejected are different outcomes")]
    pub(crate) fn optional_json<T: DeserializeOwned>(self) -> Option<Option<T>> {
        let Self { decoder, part, key } = self;
        let value = decoder.text(part, key).and_then(|text| match text {
            None | Some("") => Ok(None),
            Some(text) => json::read_text(text, part.location(), key).map(Some),
        });
        decoder.keep(value)
    }

    /// Parses all texts of a query key or a field of the form, without blank ones that the type does not accept.
    pub(crate) fn repeated<T>(self, from_text: FromText<T>) -> Option<Vec<T>> {
        let Self { decoder, part, key } = self;
        let pairs = if let Part::Form = part { decoder.form_pairs() } else { decoder.query_pairs() };
        let parse = |text| parse_unless_blank(part, key, text, from_text).transpose();
        let values = pairs.and_then(|pairs| pairs.all(key).filter_map(parse).collect());
        decoder.keep(values)
    }
}

fn parse<T>(part: Part, key: &'static str, text: &str, from_text: FromText<T>) -> Result<T, Rejection> {
    from_text(text).map_err(|error| {
        let found = if text.is_empty() { format!(", found {BLANK}") } else { String::new() };
        Rejection::unexpected(part.location(), key, &format_args!("{error}{found}"))
    })
}

/// Parses a text. A blank one is `None` if the type has no empty text.
fn parse_unless_blank<T>(
    part: Part,
    key: &'static str,
    text: &str,
    from_text: FromText<T>,
) -> Result<Option<T>, Rejection> {
    if text.is_empty() { Ok(from_text(text).ok()) } else { parse(part, key, text, from_text).map(Some) }
}

/// A group of headers that a server can decode. `#[derive(Headers)]` with `#[headers(server)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a request's headers",
    label = "not a group of headers that a server can decode",
    note = "add `#[headers(server)]`, or `#[headers(server = \"feature\")]` as on the trait, to the struct that derives `Headers`"
)]
pub trait DecodeHeaders: Headers {
    /// Decodes the group. A header that is missing, occurs twice, or cannot be parsed is rejected with 400.
    fn decode(request: &mut Decoder<'_>) -> Option<Self>;

    /// Decodes the group if the request has one of its headers. Then a required one that is missing is rejected with 400, too.
    fn decode_optional(request: &mut Decoder<'_>) -> Option<Option<Self>> {
        let mut parameters = Self::PARAMETERS.iter();
        if parameters.any(|parameter| request.has_header(parameter.wire_name)) {
            Self::decode(request).map(Some)
        } else {
            Some(None)
        }
    }
}
