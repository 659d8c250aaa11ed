//! The request of a call: the endpoint's, with the headers of the client and of the call.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Request,
    header::{ACCEPT, AUTHORIZATION, COOKIE, Entry},
};

use super::{Client, located};
use crate::{
    auth::{AuthKind, Authenticate, Credential, Sign},
    body::Body,
    endpoint::Endpoint,
    error::{EncodeError, EncodeErrorKind},
    header::rules,
    metadata::{Metadata, Parameter, ParameterLocation, ResponseMetadata},
    redact::Secrets,
    request::{ArgumentVisitor, Encoder},
};
#[cfg(feature = "cassette")]
use crate::{
    cassette::RequestEntry,
    error::Stage,
    object::{SensitivePaths, collect_sensitive_paths},
    redact::masked,
    response::EndpointResult as _,
};

/// The arguments of a call. A closure in place of them would be three more functions for each type of request.
pub(crate) trait EncodeArguments: Send {
    /// Encodes the arguments.
    fn encode(&self, encoder: &mut Encoder<'_>);

    /// Returns the places of the sensitive fields in a response; `None` if its type is not known, or it cannot be decoded.
    #[cfg(feature = "cassette")]
    fn sensitive_paths(&self, _: &http::Response<Bytes>) -> Option<SensitivePaths> {
        None
    }
}

impl<E: Endpoint> EncodeArguments for E {
    #[inline]
    fn encode(&self, encoder: &mut Encoder<'_>) {
        self.visit(&mut ArgumentVisitor::encode(encoder));
    }

    #[cfg(feature = "cassette")]
    fn sensitive_paths(&self, response: &http::Response<Bytes>) -> Option<SensitivePaths> {
        let (result, paths) = collect_sensitive_paths(|| crate::response::decode::<E>(response.clone()).into_result());
        let is_read = result.err().is_none_or(|error| error.stage() == Stage::Api);
        is_read.then_some(paths)
    }
}

/// The arguments of a page that has a URL.
struct AtUrl<A> {
    arguments: A,
    url: String,
}

impl<A: EncodeArguments> EncodeArguments for AtUrl<A> {
    fn encode(&self, encoder: &mut Encoder<'_>) {
        self.arguments.encode(encoder);
        encoder.locate("the URL of the next page", &self.url);
    }

    #[cfg(feature = "cassette")]
    fn sensitive_paths(&self, response: &http::Response<Bytes>) -> Option<SensitivePaths> {
        self.arguments.sensitive_paths(response)
    }
}

/// The origin of a call's request.
pub(crate) enum Source {
    /// An endpoint's request value, which is encoded for each attempt: that is cheaper than a copy of the encoded request.
    Encode(&'static Metadata, Box<dyn EncodeArguments>),
    /// A request that the caller wrote, or the reason why it is refused.
    Raw { request: Box<Result<Request<Bytes>, EncodeError>>, idempotent: bool },
}

impl Source {
    pub(crate) fn raw(request: Result<Request<Bytes>, EncodeError>) -> Self {
        let idempotent = request.as_ref().is_ok_and(|request| request.method().is_idempotent());
        Self::Raw { request: Box::new(request), idempotent }
    }

    /// Returns the source of a page's request, which is sent to the URL of the page if it has one.
    pub(crate) fn page(
        metadata: &'static Metadata,
        arguments: impl EncodeArguments + 'static,
        url: Option<String>,
    ) -> Self {
        match url {
            Some(url) => Self::Encode(metadata, Box::new(AtUrl { arguments, url })),
            None => Self::Encode(metadata, Box::new(arguments)),
        }
    }

    #[inline]
    pub(crate) fn endpoint<E: Endpoint>(request: E) -> Self {
        Self::Encode(E::METADATA, Box::new(request))
    }
}

/// The request of one call, which is encoded again for each attempt.
pub(super) struct CallRequest {
    pub(super) client: Client,
    source: Source,
    /// The headers that the caller set for this call.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The error of the first header that is refused.
    header_error: Option<Box<EncodeError>>,
    /// The idempotency key that was made for this call.
    made_key: OnceLock<Box<HeaderValue>>,
}

impl CallRequest {
    pub(super) fn new(client: Client, source: Source) -> Self {
        Self { client, source, headers: Vec::new(), header_error: None, made_key: OnceLock::new() }
    }

    pub(super) fn metadata(&self) -> Option<&'static Metadata> {
        if let Source::Encode(metadata, _) = self.source { Some(metadata) } else { None }
    }

    pub(super) fn is_idempotent(&self) -> bool {
        match &self.source {
            Source::Encode(metadata, _) => metadata.idempotent || metadata.idempotency_key().is_some(),
            Source::Raw { idempotent, .. } => *idempotent,
        }
    }

    /// Sets a header of this call. It is refused if the credential uses it, or if it is a constant of the endpoint.
    pub(super) fn set_header(&mut self, header: Result<(HeaderName, HeaderValue), EncodeError>) {
        let is_credential = |name: &HeaderName| {
            *name == AUTHORIZATION
                || self
                    .fixed_credential()
                    .is_some_and(|credential| credential.values().any(|value| value.place.is_header(name)))
        };
        let checked = header.and_then(|(name, value)| {
            if self.is_authenticated() && is_credential(&name) {
                return Err(rules::credential_conflict(name.as_str()));
            }
            if self.metadata().is_some_and(|metadata| metadata.fixed_header(name.as_str()).is_some()) {
                return Err(rules::constant_conflict(&name));
            }
            let has_cookies = |metadata: &Metadata| {
                metadata.parameters().any(|parameter| parameter.location == ParameterLocation::Cookie)
            };
            if name == COOKIE && self.metadata().is_some_and(has_cookies) {
                return Err(rules::cookie_conflict());
            }
            self.check_plain_http(&name, &value)?;
            Ok((name, value))
        });
        let error = match checked {
            Ok((name, mut value)) => {
                let is_sensitive = |metadata: &Metadata| {
                    metadata
                        .parameters()
                        .any(|header| header.sensitive && header.wire_name.eq_ignore_ascii_case(name.as_str()))
                };
                // A header whose argument is sensitive is sensitive here too.
                value.set_sensitive(value.is_sensitive() || self.metadata().is_some_and(is_sensitive));
                return self.headers.push((name, value));
            }
            Err(error) => error,
        };
        self.header_error.get_or_insert_with(|| Box::new(error));
    }

    /// Refuses a header of the caller that plain http would send unencrypted. An unknown host is an error of the call itself.
    fn check_plain_http(&self, name: &HeaderName, value: &HeaderValue) -> Result<(), EncodeError> {
        match self.metadata().map(|metadata| self.client.base_of(metadata)) {
            Some(Ok(base)) => self.client.0.plain_http.check_header(base, name, value),
            _ => Ok(()),
        }
    }

    fn is_authenticated(&self) -> bool {
        self.metadata().is_none_or(|metadata| metadata.authenticated)
    }

    /// Returns the credential that is the same for each attempt.
    pub(super) fn fixed_credential(&self) -> Option<&Credential> {
        match &self.client.0.auth.0 {
            AuthKind::Fixed(Ok(credential)) if self.is_authenticated() => Some(credential),
            _ => None,
        }
    }

    /// Returns whether no credential has to be fetched or made for an attempt.
    pub(super) fn has_fixed_credential(&self) -> bool {
        !matches!(&self.client.0.auth.0, AuthKind::Fetched(_) | AuthKind::Signed(_))
    }

    /// Returns the authenticator, if the credential is fetched for each attempt.
    pub(super) fn authenticator(&self) -> Option<Arc<dyn Authenticate>> {
        match &self.client.0.auth.0 {
            AuthKind::Fetched(authenticator) if self.is_authenticated() => Some(Arc::clone(authenticator)),
            _ => None,
        }
    }

    /// Returns the signer, if requests are signed.
    pub(super) fn signer(&self) -> Option<Arc<dyn Sign>> {
        match &self.client.0.auth.0 {
            AuthKind::Signed(signer) if self.is_authenticated() => Some(Arc::clone(signer)),
            _ => None,
        }
    }

    /// Encodes the request, without the credential.
    pub(super) fn encode(&self) -> Result<Request<Body>, EncodeError> {
        self.encode_with(false)
    }

    /// Collects the sensitive values of the request, which errors must not show.
    ///
    /// It encodes the request once more. This is done after a failure only, so that a successful call costs nothing extra.
    pub(super) fn secrets(&self) -> Secrets {
        let Ok(mut request) = self.encode_with(true) else { return Secrets::default() };
        let mut secrets = request.extensions_mut().remove::<Secrets>().unwrap_or_default();
        request.headers().values().for_each(|value| secrets.add_header(value));
        secrets
    }

    /// Returns the part of the request that the endpoint declares, with its secrets masked; `None` for a request that the caller wrote.
    #[cfg(feature = "cassette")]
    pub(super) fn masked(&self) -> Result<Option<RequestEntry>, EncodeError> {
        let Source::Encode(metadata, arguments) = &self.source else { return Ok(None) };
        let base = self.client.base_of(metadata)?;
        let request = masked(|| {
            let mut encoder = Encoder::new(metadata, base);
            arguments.encode(&mut encoder);
            encoder.finish(true).map(|()| encoder.into_request())
        })?;
        Ok(Some(RequestEntry::new(metadata.id, request)))
    }

    /// Returns the places of the sensitive fields in a response, if they are known.
    #[cfg(feature = "cassette")]
    pub(super) fn sensitive_paths(&self, response: &http::Response<Bytes>) -> Option<SensitivePaths> {
        match &self.source {
            Source::Encode(_, arguments) => arguments.sensitive_paths(response),
            Source::Raw { .. } => None,
        }
    }

    fn encode_with(&self, collect_secrets: bool) -> Result<Request<Body>, EncodeError> {
        let (metadata, arguments) = match &self.source {
            Source::Encode(metadata, arguments) => (metadata, arguments),
            Source::Raw { request, .. } => return self.encode_raw((**request).clone()?.map(Body::from)),
        };
        let base = self.client.base_of(metadata)?;
        let mut encoder = Encoder::new(metadata, base);
        if collect_secrets {
            encoder.collect_secrets();
        }
        encoder.default_header(&ACCEPT, accepted(&metadata.response));
        self.client.0.headers.iter().for_each(|(name, value)| encoder.default_header(name, value.clone()));
        arguments.encode(&mut encoder);
        let key = metadata.idempotency_key();
        if let Some(key) = &key {
            encoder.add_made_key(key, || self.made_key_text(key))?;
        }
        let is_located = encoder.is_located();
        encoder.finish(matches!(self.client.0.auth.0, AuthKind::Signed(_)))?;
        if is_located {
            located::check(&self.client, metadata, base, encoder.request_mut())?;
        }
        self.add_headers(encoder.request_mut().headers_mut())?;
        if let Some(key) = key.filter(|key| key.location == ParameterLocation::Header) {
            self.add_key_header(&key, encoder.request_mut().headers_mut())?;
        }
        Ok(encoder.into_request())
    }

    /// Completes a request that the caller wrote.
    fn encode_raw(&self, mut request: Request<Body>) -> Result<Request<Body>, EncodeError> {
        // The request may repeat a header, so that defaults are only added where it has none.
        for (name, value) in &self.client.0.headers {
            add_default(request.headers_mut(), name, value.clone());
        }
        add_default(request.headers_mut(), &ACCEPT, ANY);
        self.add_headers(request.headers_mut())?;
        Ok(request)
    }

    /// Adds the headers that the caller set for this call.
    fn add_headers(&self, headers: &mut HeaderMap) -> Result<(), EncodeError> {
        if let Some(error) = &self.header_error {
            return Err((**error).clone());
        }
        for (name, value) in &self.headers {
            // It fails beyond 32,768 headers, which no provider accepts.
            let _ = headers.try_insert(name, value.clone());
        }
        Ok(())
    }

    /// Adds the key of the call as a header, unless the caller gave one. It is the same for each attempt.
    fn add_key_header(&self, parameter: &Parameter, headers: &mut HeaderMap) -> Result<(), EncodeError> {
        let name = HeaderName::from_bytes(parameter.wire_name.as_bytes()).map_err(|_| {
            EncodeError::new(
                parameter.wire_name,
                EncodeErrorKind::HeaderName("it is not a token (RFC 9110, section 5.6.2)"),
            )
        })?;
        if headers.contains_key(&name) {
            return Ok(());
        }
        headers.insert(name, self.made_key(parameter)?);
        Ok(())
    }

    /// Returns the key that was made for the call, or makes it.
    fn made_key(&self, parameter: &Parameter) -> Result<HeaderValue, EncodeError> {
        if let Some(key) = self.made_key.get() {
            return Ok((**key).clone());
        }
        let key = Box::new(self.client.0.idempotency_keys.make(parameter.name)?);
        Ok((**self.made_key.get_or_init(|| key)).clone())
    }

    /// Returns the text of the key that was made for the call.
    fn made_key_text(&self, parameter: &Parameter) -> Result<String, EncodeError> {
        // The value of a header is ASCII.
        Ok(self.made_key(parameter)?.to_str().unwrap_or_default().to_owned())
    }
}

const ANY: HeaderValue = HeaderValue::from_static("*/*");

fn accepted(response: &ResponseMetadata) -> HeaderValue {
    match response.accept() {
        "application/json" => const { HeaderValue::from_static("application/json") },
        "*/*" => ANY,
        content_type => HeaderValue::from_str(content_type).unwrap_or(ANY),
    }
}

/// Adds a header, unless the request has one of this name. Returns whether it has been added.
pub(super) fn add_default(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) -> bool {
    let Ok(Entry::Vacant(entry)) = headers.try_entry(name) else { return false };
    // It fails only in a map of 32,768 headers.
    entry.try_insert(value).is_ok()
}
