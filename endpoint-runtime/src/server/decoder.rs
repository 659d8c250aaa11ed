//! The decoder of the parts of a request.

use std::{borrow::Cow, sync::PoisonError};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::{
    body::Body,
    header::cookie,
    json::without_byte_order_mark,
    metadata::{BodyFormat, Metadata, Parameter, ParameterLocation},
    server::{
        json::{self, Object},
        multipart::{PartSource, Parts},
        pairs::Pairs,
        rejection::Rejection,
        routed_request::RoutedRequest,
        text_source::{Part, TextSource},
    },
};

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
    rejection: Option<Rejection>,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(request: &'a RoutedRequest) -> Self {
        Self { request, query: None, form: None, object: None, rejection: None }
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

    pub(crate) fn parts(&self) -> Result<&'a Parts, Rejection> {
        let missing = || Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, "the endpoint has no multipart body");
        self.request.multipart.as_ref().ok_or_else(missing)
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
    pub(super) fn text(&mut self, part: Part, key: &'static str) -> Result<Option<&str>, Rejection> {
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
            let is_key = |known: &Parameter| match known.nesting() {
                Some(nesting) => nesting.takes(known.wire_name, key),
                None => known.wire_name == key && !known.map,
            };
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

    pub(super) fn headers(&self) -> impl Iterator<Item = (&'a HeaderName, &'a HeaderValue)> {
        self.request.parts.headers.iter()
    }

    /// Returns whether the request has a header of one of these parameters.
    pub(crate) fn has_header_of(&self, parameters: &[Parameter]) -> bool {
        let in_map =
            |known: &Parameter| self.headers().any(|(name, _)| known.map_key(name.as_str(), self.metadata()).is_some());
        parameters.iter().any(|known| if known.map { in_map(known) } else { self.has_header(known.wire_name) })
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
    pub(super) fn header_list(&self, name: &'static str, separator: char) -> Result<Option<Cow<'a, str>>, Rejection> {
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
