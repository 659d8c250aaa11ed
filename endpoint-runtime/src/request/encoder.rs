//! The encoder of a request.

use std::fmt;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Uri,
    header::CONTENT_TYPE,
    uri::{Authority, Parts, PathAndQuery, Scheme},
};

use super::Joined;
use crate::{
    base_url::BaseUrl,
    body::{Begun, Body, Content, JsonObject, multipart::Multipart, push_pair},
    error::{EncodeError, EncodeErrorKind},
    header::rules::header_value,
    media_type::{ANY, essence},
    metadata::{BodyFormat, Metadata, ParameterLocation, encode_joined_into},
    param::{ParamError, ParamText},
    path::PathValue,
    percent::encode_into,
    redact::Secrets,
    url_reference,
};

/// The encoder of one request. Its methods are called in the order path, query, headers, body.
pub struct Encoder<'a> {
    pub(super) metadata: &'static Metadata,
    base: &'a BaseUrl,
    target: String,
    has_query: bool,
    pub(super) headers: HeaderMap,
    format: BodyFormat,
    /// The body, if it is JSON that is written member by member.
    object: JsonObject,
    /// The body, if it is a form that is written field by field.
    pub(super) form: String,
    /// The body, if it is a single argument.
    whole: Option<Body>,
    /// Boxed, so that the encoder stays small for the other requests.
    rare: Option<Box<RareParts>>,
    /// The sensitive values outside of headers, if they are collected.
    secrets: Option<Secrets>,
    error: Option<EncodeError>,
}

/// The parts that few requests have.
#[derive(Default)]
pub(super) struct RareParts {
    /// The origin of a URL that a response gave, which is then the target.
    origin: Option<(Scheme, Authority)>,
    /// The cookies, as their header holds them.
    pub(super) cookies: String,
    /// The parts of a multipart body.
    multipart: Option<Multipart>,
    /// The marks of the streams in the body.
    begun: Begun,
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
    pub(crate) fn new(metadata: &'static Metadata, base: &'a BaseUrl) -> Self {
        Self {
            metadata,
            base,
            target: String::new(),
            has_query: false,
            headers: HeaderMap::with_capacity(USUAL_HEADERS),
            format: BodyFormat::None,
            object: JsonObject::default(),
            form: String::new(),
            whole: None,
            rare: None,
            secrets: None,
            error: None,
        }
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
            if let Err(error) = value.push_into(&mut self.target) {
                self.fail(error);
            }
            self.target.push_str(next);
            if !next.is_empty()
                && !next.starts_with('/')
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

    /// Adds a header that the endpoint can override.
    pub(crate) fn default_header(&mut self, name: &HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    /// Adds the header of the argument `field`.
    pub(crate) fn header(
        &mut self,
        field: &'static str,
        name: HeaderName,
        sensitive: bool,
        text: Result<ParamText<'_>, ParamError>,
    ) {
        let value = text.map_err(EncodeErrorKind::Value).and_then(|text| header_value(&text));
        match value {
            Ok(mut value) => {
                value.set_sensitive(sensitive);
                self.headers.insert(name, value);
            }
            Err(reason) => {
                // The use of a group may give its arguments a prefix, which the group does not know.
                let argument = self.metadata.parameters().find(|parameter| parameter.is_header(name.as_str()));
                self.fail(EncodeError::new(argument.map_or(field, |argument| argument.name), reason));
            }
        }
    }

    /// Marks a value outside of the headers as secret, so that errors redact it.
    pub(crate) fn redact(&mut self, text: &str) {
        if let Some(secrets) = &mut self.secrets {
            secrets.add(text);
        }
    }

    /// Marks the texts and numbers of a JSON value outside of the headers as secret.
    pub(crate) fn redact_json(&mut self, json: &str) {
        if let Some(secrets) = &mut self.secrets {
            secrets.add_written_json(json.as_bytes());
        }
    }

    /// Marks the text of the body as secret, so that errors redact it.
    pub fn redact_body(&mut self) {
        let (Some(secrets), Some(body)) = (&mut self.secrets, self.whole.as_ref().and_then(Body::as_bytes)) else {
            return;
        };
        match self.format {
            BodyFormat::Json => secrets.add_written_json(body),
            _ => secrets.add(String::from_utf8_lossy(body)),
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

    pub(crate) fn whole_body(&mut self, format: BodyFormat, body: Result<Bytes, EncodeError>) {
        match body {
            Ok(body) => {
                self.format = format;
                self.whole = Some(body.into());
            }
            Err(error) => self.fail(error),
        }
    }

    /// Sets a body that is sent piece by piece.
    pub(crate) fn streamed_body(&mut self, content: &Content) {
        self.format = BodyFormat::Bytes;
        self.rare().begun.0.extend(content.begun());
        self.whole = Some(content.clone().into_body());
    }

    /// Starts a multipart body, or returns its parts.
    pub(crate) fn multipart(&mut self) -> &mut Multipart {
        self.format = BodyFormat::Multipart;
        self.rare().multipart.get_or_insert_default()
    }

    /// Returns the request, whose body is in memory.
    ///
    /// # Errors
    /// An argument cannot be sent, or the body is a stream.
    pub(crate) fn finish_in_memory(mut self) -> Result<http::Request<Bytes>, EncodeError> {
        let body = self.finish_body()?.into_bytes();
        self.finish_head(body.map_err(|_| EncodeError::new("the body", EncodeErrorKind::Stream))?)
    }

    /// Returns the request.
    ///
    /// # Errors
    /// An argument cannot be sent.
    pub(crate) fn finish(mut self) -> Result<http::Request<Body>, EncodeError> {
        let body = self.finish_body()?;
        self.finish_head(body)
    }

    /// Returns the body, and completes the headers.
    fn finish_body(&mut self) -> Result<Body, EncodeError> {
        self.add_fixed_headers();
        if let Some(rare) = &mut self.rare {
            let cookies = std::mem::take(&mut rare.cookies);
            self.add_cookies(cookies);
        }
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let body = match (self.whole.take(), self.format) {
            (Some(body), _) => body,
            (None, BodyFormat::Json) => self.object.finish(self.secrets.as_mut())?.into(),
            (None, BodyFormat::Multipart) => {
                let written = self.rare().multipart.take().unwrap_or_default().finish();
                let content_type = format!("multipart/form-data; boundary={}", written.boundary);
                // The boundary is plain text.
                if let Ok(content_type) = HeaderValue::try_from(content_type) {
                    self.headers.insert(CONTENT_TYPE, content_type);
                }
                self.rare().begun = written.begun;
                written.body
            }
            (None, _) => Bytes::from(std::mem::take(&mut self.form)).into(),
        };
        let declared = self.metadata.body_type;
        if declared == Some(ANY) && self.headers.contains_key(CONTENT_TYPE) {
            check_content_type(&self.headers, self.metadata)?;
        } else if let Some(content_type) = content_type(self.format, declared.filter(|declared| *declared != ANY)) {
            self.headers.insert(CONTENT_TYPE, content_type);
        }
        #[cfg(feature = "gzip")]
        if self.metadata.compressed {
            return Ok(super::compress::compress(body, &mut self.headers));
        }
        Ok(body)
    }

    /// Returns the request with this body.
    #[inline]
    fn finish_head<B>(self, body: B) -> Result<http::Request<B>, EncodeError> {
        let mut request = http::Request::new(body);
        *request.method_mut() = self.metadata.method.into();
        *request.headers_mut() = self.headers;
        let mut origin = None;
        if let Some(rare) = self.rare {
            origin = rare.origin;
            if !rare.begun.0.is_empty() {
                request.extensions_mut().insert(rare.begun);
            }
        }
        *request.uri_mut() = match origin {
            None => absolute(self.base, self.target),
            Some((scheme, authority)) => uri(Some(scheme), Some(authority), self.target),
        }?;
        if let Some(secrets) = self.secrets.filter(|secrets| !secrets.is_empty()) {
            request.extensions_mut().insert(secrets);
        }
        Ok(request)
    }
}

/// Checks the media type that an argument gives.
fn check_content_type(headers: &HeaderMap, metadata: &Metadata) -> Result<(), EncodeError> {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (of, subtype) = essence(given).split_once('/').unwrap_or_default();
    if is_token(of) && is_token(subtype) {
        return Ok(());
    }
    let argument = metadata.parameters().find(|parameter| parameter.is_header(CONTENT_TYPE.as_str()));
    let error = ParamError::new("expected a media type, such as `image/png`");
    Err(EncodeError::new(argument.map_or("content-type", |argument| argument.name), EncodeErrorKind::Value(error)))
}

/// Returns whether a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Returns the `Content-Type`. The compiler checks its syntax, so that calls do not have to.
fn content_type(format: BodyFormat, declared: Option<&'static str>) -> Option<HeaderValue> {
    const fn checked(format: BodyFormat) -> Option<HeaderValue> {
        match format.content_type() {
            Some(text) => Some(HeaderValue::from_static(text)),
            None => None,
        }
    }
    match format {
        BodyFormat::None | BodyFormat::Multipart => None,
        _ if declared.is_some() => declared.and_then(|content_type| HeaderValue::from_str(content_type).ok()),
        BodyFormat::Json => const { checked(BodyFormat::Json) },
        BodyFormat::Form => const { checked(BodyFormat::Form) },
        BodyFormat::Text => const { checked(BodyFormat::Text) },
        BodyFormat::Bytes => const { checked(BodyFormat::Bytes) },
    }
}

/// Returns the URI of a path and query at the origin of `base`.
pub(crate) fn absolute(base: &BaseUrl, target: String) -> Result<Uri, EncodeError> {
    uri(Some(base.scheme().clone()), Some(base.authority().clone()), target)
}

#[inline]
fn uri(scheme: Option<Scheme>, authority: Option<Authority>, target: String) -> Result<Uri, EncodeError> {
    let length = target.len();
    let invalid = || EncodeError::new("path and query", EncodeErrorKind::Target { length });
    let mut parts = Parts::default();
    parts.scheme = scheme;
    parts.authority = authority;
    parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(target)).map_err(|_| invalid())?);
    Uri::from_parts(parts).map_err(|_| invalid())
}
