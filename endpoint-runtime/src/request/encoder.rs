//! The encoder of a request.

use std::fmt;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue,
    uri::{Authority, Scheme},
};

use super::Joined;
use crate::{
    base_url::BaseUrl,
    body::{Begun, Body, JsonObject, multipart::Multipart, push_pair},
    error::{EncodeError, EncodeErrorKind},
    header::rules::header_value,
    metadata::{BodyFormat, Metadata, ParameterLocation, encode_joined_into},
    param::{ParamError, ParamText},
    path::PathValue,
    percent::encode_into,
    redact::{REDACTED, Secrets, is_masked},
    url_reference,
};

/// The encoder of one request. Its methods are called in the order path, query, headers, body.
pub struct Encoder<'a> {
    pub(super) metadata: &'static Metadata,
    pub(super) base: &'a BaseUrl,
    pub(super) target: String,
    has_query: bool,
    /// The request, whose headers are written here, so that it is moved once.
    pub(super) request: http::Request<Body>,
    pub(super) format: BodyFormat,
    /// The body, if it is JSON that is written member by member.
    pub(super) object: JsonObject,
    /// The body, if it is a form that is written field by field.
    pub(super) form: String,
    /// The body, if it is a single argument.
    pub(super) whole: Option<Body>,
    /// Boxed, so that the encoder stays small for the other requests.
    pub(super) rare: Option<Box<RareParts>>,
    /// The sensitive values outside of headers, if they are collected.
    pub(super) secrets: Option<Secrets>,
    pub(super) error: Option<EncodeError>,
}

/// The parts that few requests have.
#[derive(Default)]
pub(super) struct RareParts {
    /// The origin of a URL that a response gave, which is then the target.
    pub(super) origin: Option<(Scheme, Authority)>,
    /// The cookies, as their header holds them.
    pub(super) cookies: String,
    /// The parts of a multipart body.
    pub(super) multipart: Option<Multipart>,
    /// The marks of the streams in the body.
    pub(super) begun: Begun,
}

/// Shows the operation only, since the parts may contain secrets.
impl fmt::Debug for Encoder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("operation", &self.metadata.id).finish_non_exhaustive()
    }
}

/// The initial capacity for headers: credential, content type, accept, user agent and two of the endpoint.
const USUAL_HEADERS: usize = 6;

impl<'a> Encoder<'a> {
    #[inline]
    pub(crate) fn new(metadata: &'static Metadata, base: &'a BaseUrl) -> Self {
        let mut encoder = Self {
            metadata,
            base,
            target: String::new(),
            has_query: false,
            request: http::Request::new(Body::from(Bytes::new())),
            format: BodyFormat::None,
            object: JsonObject::default(),
            form: String::new(),
            whole: None,
            rare: None,
            secrets: None,
            error: None,
        };
        *encoder.headers() = HeaderMap::with_capacity(USUAL_HEADERS);
        encoder
    }

    /// Returns the parts that few requests have.
    pub(super) fn rare(&mut self) -> &mut RareParts {
        self.rare.get_or_insert_default()
    }

    /// Collects the sensitive values. They are added to the extensions of the request.
    pub(crate) fn collect_secrets(&mut self) {
        self.secrets = Some(Secrets::default());
        self.object.collect_secrets();
    }

    /// Records an error, if it is the first one.
    pub(crate) fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    /// Writes the path: the literals of the template with `values` between them.
    pub(crate) fn path<'p>(&mut self, values: impl Iterator<Item = &'p PathValue<'p>> + Clone) {
        let literals = self.metadata.literals;
        let length = self.base.prefix().len()
            + literals.iter().map(|literal| literal.len()).sum::<usize>()
            + values.clone().map(PathValue::encoded_len).sum::<usize>();
        // The capacity is exact, so that the string is converted to the URI without another allocation.
        self.target = String::with_capacity(length);
        self.target.push_str(self.base.prefix());
        let [first, others @ ..] = literals else { return };
        self.target.push_str(first);
        for (value, next) in values.zip(others) {
            if let Some(plain) = value.as_plain() {
                self.target.push_str(plain);
            } else if let Err(error) = value.push_into(&mut self.target) {
                self.fail(error);
            }
            self.target.push_str(next);
            if next.bytes().next().is_some_and(|first| first != b'/')
                && let Err(error) = value.check_end(next.split('/').next().unwrap_or_default())
            {
                self.fail(error);
            }
        }
    }

    /// Replaces the target by the URL in the argument `field`, which a response gave.
    pub(crate) fn locate(&mut self, field: &'static str, url: &str) {
        let path = self.target.split('?').next().filter(|path| !path.is_empty());
        let path = path.map_or_else(|| format!("{}/", self.base.prefix()), str::to_owned);
        match url_reference::resolve(self.base, &path, url) {
            Ok(url) => {
                self.has_query = url.target.contains('?');
                self.target = url.target;
                self.rare().origin = Some((url.scheme, url.authority));
            }
            Err(reason) => self.fail(EncodeError::new(field, reason)),
        }
    }

    /// Returns the path and the query that were written.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// Returns whether the target is a URL that a response gave.
    pub(crate) fn is_located(&self) -> bool {
        self.rare.as_ref().is_some_and(|rare| rare.origin.is_some())
    }

    /// Appends a query pair. `key` is already percent-encoded.
    pub(crate) fn query(&mut self, key: &'static str, text: Result<ParamText<'_>, ParamError>) {
        self.query_pair(key, key, text);
    }

    /// Appends a query pair whose errors name `field` in place of the encoded key.
    pub(crate) fn query_pair(
        &mut self,
        field: &'static str,
        encoded_key: &str,
        text: Result<ParamText<'_>, ParamError>,
    ) {
        match text {
            Ok(text) => self.encoded_pair(ParameterLocation::Query, encoded_key, &text, None),
            Err(error) => self.fail(EncodeError::new(field, EncodeErrorKind::Value(error))),
        }
    }

    /// Appends a query pair whose value is a list.
    pub(crate) fn query_joined(&mut self, key: &str, joined: &Joined) {
        self.encoded_pair(ParameterLocation::Query, key, joined.text(), Some(joined.separator()));
    }

    /// Appends a pair of the query or the form whose key is percent-encoded.
    pub(crate) fn encoded_pair(
        &mut self,
        location: ParameterLocation,
        encoded_key: &str,
        text: &str,
        separator: Option<char>,
    ) {
        if location == ParameterLocation::Query {
            self.begin_pair();
            self.target.push_str(encoded_key);
            self.target.push('=');
            match separator {
                None => encode_into(text, &mut self.target),
                Some(separator) => encode_joined_into(text, separator, location, &mut self.target),
            }
        } else {
            push_pair(encoded_key, text, &mut self.form);
        }
    }

    pub(crate) fn metadata(&self) -> &'static Metadata {
        self.metadata
    }

    /// Appends a fixed query pair, which is already percent-encoded.
    pub(crate) fn fixed_query(&mut self, pair: &str) {
        self.begin_pair();
        self.target.push_str(pair);
    }

    fn begin_pair(&mut self) {
        self.target.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
    }

    pub(super) fn headers(&mut self) -> &mut HeaderMap {
        self.request.headers_mut()
    }

    /// Adds a header that the endpoint can override.
    pub(crate) fn default_header(&mut self, name: &HeaderName, value: HeaderValue) {
        self.headers().insert(name, value);
    }

    /// Adds the header of the argument `field`.
    pub(crate) fn header(
        &mut self,
        field: &'static str,
        name: HeaderName,
        sensitive: bool,
        text: Result<ParamText<'_>, ParamError>,
    ) {
        let text = if is_masked(sensitive) { text.map(|_| REDACTED.into()) } else { text };
        let value = text.map_err(EncodeErrorKind::Value).and_then(|text| header_value(&text));
        match value {
            Ok(mut value) => {
                value.set_sensitive(sensitive);
                self.headers().insert(name, value);
            }
            Err(reason) => {
                // The use of a group may give its arguments a prefix, which the group does not know.
                let argument = self.metadata.parameters().find(|parameter| parameter.is_header(name.as_str()));
                self.fail(EncodeError::new(argument.map_or(field, |argument| argument.name), reason));
            }
        }
    }

    /// Returns the body that is a JSON object.
    pub(crate) fn json_object(&mut self) -> &mut JsonObject {
        self.format = BodyFormat::Json;
        &mut self.object
    }

    /// Starts a body that is a form.
    pub(super) fn form(&mut self) {
        self.format = BodyFormat::Form;
    }

    /// Appends a form pair. `key` is already percent-encoded.
    pub(crate) fn form_field(&mut self, key: &'static str, text: Result<ParamText<'_>, ParamError>) {
        self.form_pair(key, key, text);
    }

    /// Appends a pair whose errors name `field` in place of the encoded key.
    pub(crate) fn form_pair(
        &mut self,
        field: &'static str,
        encoded_key: &str,
        text: Result<ParamText<'_>, ParamError>,
    ) {
        match text {
            Ok(text) => push_pair(encoded_key, &text, &mut self.form),
            Err(error) => self.fail(EncodeError::new(field, EncodeErrorKind::Value(error))),
        }
    }

    /// Returns whether the argument `name` is sensitive.
    pub(crate) fn is_sensitive(&self, name: &str) -> bool {
        self.metadata.parameters().any(|parameter| parameter.name == name && parameter.sensitive)
    }
}
