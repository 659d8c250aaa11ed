//! Reading the parts of a request.

use bytes::Bytes;
use http::StatusCode;

use crate::{
    header::Headers,
    metadata::{BodyFormat, Metadata, Place},
    param::ParamError,
    server::{
        call::Call,
        json::{self, Object},
        pairs::Pairs,
        rejection::Rejection,
    },
};

/// Makes a value of the text of a path segment, a query value, a header or a form field:
/// [`Param::from_text`](crate::Param::from_text).
type FromText<T> = fn(&str) -> Result<T, ParamError>;

/// Hands out the parts of one request: what [`Encoder`](crate::request::Encoder) wrote. The code that the macro emits
/// calls these methods.
///
/// Each part is taken apart when it is first asked for, so that a malformed query does not matter to an endpoint that has
/// none.
#[derive(Debug)]
pub struct Decoder<'a> {
    call: &'a Call,
    query: Option<Pairs<'a>>,
    form: Option<Pairs<'a>>,
    object: Option<Object<'a>>,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(call: &'a Call) -> Self {
        Self { call, query: None, form: None, object: None }
    }

    /// The value of the template's parameter `name`.
    ///
    /// # Errors
    /// 400: the segment is no such value.
    pub fn path<T>(&mut self, name: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        let text = self.path_text(name)?;
        from_text(text).map_err(|error| Rejection::unexpected(Place::Path, name, &error))
    }

    fn path_text(&self, name: &'static str) -> Result<&'a str, Rejection> {
        let mut values = self.call.values.iter();
        let value = values.find(|(parameter, _)| *parameter == name);
        value.map(|(_, text)| text.as_str()).ok_or_else(|| {
            let detail = "the template has no such parameter";
            Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, detail).with_field(name)
        })
    }

    /// The value of the query key `key`, which is given decoded.
    ///
    /// # Errors
    /// 400: the key is missing or occurs twice, the value is no such value, or the query is malformed.
    pub fn query<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        self.query_optional(key, from_text)?.ok_or_else(|| Rejection::missing(Place::Query, key))
    }

    /// The value of the query key `key`, or `None` when it is absent. A key without a value has the empty text.
    ///
    /// # Errors
    /// 400: the key occurs twice, the value is no such value, or the query is malformed.
    pub fn query_optional<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
        one(self.query_pairs()?, Place::Query, key, from_text)
    }

    /// All values of the query key `key`, none when it is absent.
    ///
    /// # Errors
    /// 400: one of them is no such value, or the query is malformed.
    pub fn query_repeated<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Vec<T>, Rejection> {
        all(self.query_pairs()?, Place::Query, key, from_text)
    }

    fn query_pairs(&mut self) -> Result<&Pairs<'a>, Rejection> {
        let query = match self.query.take() {
            Some(query) => query,
            None => Pairs::parse(Place::Query, self.call.parts.uri.query().unwrap_or_default())?,
        };
        Ok(self.query.insert(query))
    }

    /// Whether the header is there, be it empty.
    #[must_use]
    pub fn has_header(&self, name: &str) -> bool {
        self.call.parts.headers.contains_key(name)
    }

    /// The value of the header `name`.
    ///
    /// # Errors
    /// 400: the header is missing, occurs twice, is no visible ASCII or no such value.
    pub fn header<T>(&mut self, name: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        self.header_optional(name, from_text)?.ok_or_else(|| Rejection::missing(Place::Header, name))
    }

    /// The value of the header `name`, or `None` when it is absent. An empty header has the empty text.
    ///
    /// # Errors
    /// 400: the header occurs twice, is no visible ASCII or no such value.
    pub fn header_optional<T>(&mut self, name: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
        let Some(text) = self.header_text(name)? else {
            return Ok(None);
        };
        from_text(text).map(Some).map_err(|error| Rejection::unexpected(Place::Header, name, &error))
    }

    fn header_text(&self, name: &'static str) -> Result<Option<&'a str>, Rejection> {
        let mut values = self.call.parts.headers.get_all(name).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        if values.next().is_some() {
            return Err(Rejection::repeated(Place::Header, name));
        }
        let text = value.to_str().map_err(|_| Rejection::unexpected(Place::Header, name, &"expected visible ASCII"))?;
        Ok(Some(text))
    }

    /// The value of the form's field `key`, which is given decoded.
    ///
    /// # Errors
    /// 422: the field is missing or no such value; 400: it occurs twice, or the form is malformed.
    pub fn form<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<T, Rejection> {
        self.form_optional(key, from_text)?.ok_or_else(|| Rejection::missing(Place::Field, key))
    }

    /// The value of the form's field `key`, or `None` when it is absent.
    ///
    /// # Errors
    /// 422: the field is no such value; 400: it occurs twice, or the form is malformed.
    pub fn form_optional<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
        one(self.form_pairs()?, Place::Field, key, from_text)
    }

    /// All values of the form's field `key`, none when it is absent.
    ///
    /// # Errors
    /// 422: one of them is no such value; 400: the form is malformed.
    pub fn form_repeated<T>(&mut self, key: &'static str, from_text: FromText<T>) -> Result<Vec<T>, Rejection> {
        all(self.form_pairs()?, Place::Field, key, from_text)
    }

    pub(crate) fn form_pairs(&mut self) -> Result<&Pairs<'a>, Rejection> {
        let form = match self.form.take() {
            Some(form) => form,
            None => Pairs::parse(Place::Field, utf_8(&self.call.body)?)?,
        };
        Ok(self.form.insert(form))
    }

    /// The JSON of the body's field `name`.
    pub(crate) fn json_field(&mut self, name: &str) -> Result<Option<&'a str>, Rejection> {
        let object = match self.object.take() {
            Some(object) => object,
            None => Object::parse(self.call.metadata, &self.call.body)?,
        };
        Ok(self.object.insert(object).get(name))
    }

    /// The whole body as JSON, checked for keys that occur twice.
    pub(crate) fn json_body(&self, name: &'static str) -> Result<&'a [u8], Rejection> {
        if self.call.body.is_empty() {
            return Err(Rejection::bad_request("the body is missing").with_field(name));
        }
        json::check_duplicates(&self.call.body)?;
        Ok(&self.call.body)
    }

    pub(crate) fn body(&self) -> &'a Bytes {
        &self.call.body
    }

    /// Whether no body was sent. An empty text is told from none by its content type; JSON is never empty.
    pub(crate) fn has_no_body(&self) -> bool {
        let is_json = self.call.metadata.body == BodyFormat::Json;
        self.call.body.is_empty() && (is_json || !self.has_header("content-type"))
    }

    /// The name of the argument that is the whole body.
    pub(crate) fn body_name(&self) -> &'static str {
        name_of_body(self.call.metadata)
    }
}

fn utf_8(form: &[u8]) -> Result<&str, Rejection> {
    std::str::from_utf8(form).map_err(|_| Rejection::bad_request("the form is malformed: it is not UTF-8"))
}

fn name_of_body(metadata: &'static Metadata) -> &'static str {
    metadata.parameters().find(|parameter| parameter.place == Place::Body).map_or("body", |parameter| parameter.name)
}

fn one<T>(pairs: &Pairs<'_>, place: Place, key: &'static str, from_text: FromText<T>) -> Result<Option<T>, Rejection> {
    let text = pairs.one(key)?;
    text.map(from_text).transpose().map_err(|error| Rejection::unexpected(place, key, &error))
}

fn all<T>(pairs: &Pairs<'_>, place: Place, key: &'static str, from_text: FromText<T>) -> Result<Vec<T>, Rejection> {
    pairs.all(key).map(from_text).collect::<Result<_, _>>().map_err(|error| Rejection::unexpected(place, key, &error))
}

/// A group of headers that a server can read. `#[derive(Headers)]` with `#[headers(server)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a request's headers",
    label = "no group of headers that a server can read",
    note = "add `#[headers(server)]`, or `#[headers(server = \"feature\")]` as on the trait, to the struct that derives `Headers`"
)]
pub trait DecodeHeaders: Headers {
    /// Reads the group.
    ///
    /// # Errors
    /// 400: a header is missing, occurs twice or has another form.
    fn decode(request: &mut Decoder<'_>) -> Result<Self, Rejection>;

    /// Reads the group, or `None` when none of its headers is there.
    ///
    /// # Errors
    /// 400: a header is missing while another is there, occurs twice or has another form.
    fn decode_optional(request: &mut Decoder<'_>) -> Result<Option<Self>, Rejection> {
        let mut parameters = Self::PARAMETERS.iter();
        if parameters.any(|parameter| request.has_header(parameter.wire)) {
            Self::decode(request).map(Some)
        } else {
            Ok(None)
        }
    }
}
