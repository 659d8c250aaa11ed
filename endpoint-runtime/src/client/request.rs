//! The request of a call: what the endpoint writes, and what the client adds to it.

use std::sync::Arc;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Request,
    header::{ACCEPT, AUTHORIZATION, Entry},
};

use super::Client;
use crate::{
    auth::{AuthKind, Authenticate, Credential},
    endpoint::Endpoint,
    error::EncodeError,
    header::rules,
    metadata::{Metadata, ResponseFormat},
    redact::Secrets,
    request::Encoder,
};

/// The origin of a call's request.
pub(crate) enum Source {
    /// An endpoint's request value, which is encoded for each attempt: that is cheaper than a copy of the encoded request.
    Encode(&'static Metadata, Box<dyn Fn(&mut Encoder<'_>) + Send>),
    /// A request of the caller's, or the reason why it is refused.
    Raw(Box<Result<Request<Bytes>, EncodeError>>),
}

impl Source {
    pub(crate) fn endpoint<E: Endpoint>(request: E) -> Self {
        Self::Encode(E::METADATA, Box::new(move |encoder| request.encode(encoder)))
    }
}

/// The request of one call, which is written anew for each attempt.
pub(super) struct CallRequest {
    pub(super) client: Client,
    source: Source,
    /// The caller's headers for this call.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The reason why one of them is refused.
    refusal: Option<Box<EncodeError>>,
}

impl CallRequest {
    pub(super) fn new(client: Client, source: Source) -> Self {
        Self { client, source, headers: Vec::new(), refusal: None }
    }

    pub(super) fn metadata(&self) -> Option<&'static Metadata> {
        if let Source::Encode(metadata, _) = self.source { Some(metadata) } else { None }
    }

    pub(super) fn is_idempotent(&self) -> bool {
        match &self.source {
            Source::Encode(metadata, _) => metadata.idempotent,
            Source::Raw(request) => (**request).as_ref().is_ok_and(|request| request.method().is_idempotent()),
        }
    }

    /// Sets a header of the caller's, unless the credential stands there.
    pub(super) fn set_header(&mut self, header: Result<(HeaderName, HeaderValue), EncodeError>) {
        let is_credential = |name: &HeaderName| {
            *name == AUTHORIZATION || self.fixed_credential().is_some_and(|credential| credential.name == *name)
        };
        let refusal = match header {
            Ok((name, _)) if self.is_authenticated() && is_credential(&name) => rules::credential_conflict(&name),
            Ok((name, mut value)) => {
                let is_sensitive = |metadata: &Metadata| {
                    metadata
                        .parameters()
                        .any(|header| header.sensitive && header.wire_name.eq_ignore_ascii_case(name.as_str()))
                };
                // A header that is sensitive as an argument is so when it is set by hand.
                value.set_sensitive(value.is_sensitive() || self.metadata().is_some_and(is_sensitive));
                return self.headers.push((name, value));
            }
            Err(error) => error,
        };
        self.refusal.get_or_insert_with(|| Box::new(refusal));
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

    /// Returns the origin of a credential that has to be fetched for each attempt.
    pub(super) fn authenticator(&self) -> Option<Arc<dyn Authenticate>> {
        match &self.client.0.auth.0 {
            AuthKind::Fetched(authenticator) if self.is_authenticated() => Some(Arc::clone(authenticator)),
            _ => None,
        }
    }

    /// Writes the request with every header but the credential's.
    pub(super) fn write(&self) -> Result<Request<Bytes>, EncodeError> {
        self.encoded(false)
    }

    /// Collects the sensitive values of the request, which errors must not show.
    ///
    /// The request is written once more for it, so that a call that succeeds, as most do, pays nothing.
    pub(super) fn secrets(&self) -> Secrets {
        let mut request = self.encoded(true).unwrap_or_default();
        let mut secrets = request.extensions_mut().remove::<Secrets>().unwrap_or_default();
        request.headers().values().for_each(|value| secrets.add_header(value));
        secrets
    }

    fn encoded(&self, collect_secrets: bool) -> Result<Request<Bytes>, EncodeError> {
        let mut request = match &self.source {
            Source::Encode(metadata, encode) => {
                let mut encoder = Encoder::new(metadata, self.client.base_of(metadata)?);
                if collect_secrets {
                    encoder.collect_secrets();
                }
                self.default_headers().for_each(|(name, value)| encoder.default_header(name, value));
                encode(&mut encoder);
                encoder.finish()?
            }
            Source::Raw(request) => {
                let mut request = (**request).clone()?;
                // A raw request may repeat a name, so nothing goes over anything.
                self.default_headers().rev().for_each(|(name, value)| add(request.headers_mut(), name, value));
                request
            }
        };
        if let Some(refusal) = &self.refusal {
            return Err((**refusal).clone());
        }
        for (name, value) in &self.headers {
            // Fails beyond 32,768 headers, which no provider takes.
            let _ = request.headers_mut().try_insert(name, value.clone());
        }
        Ok(request)
    }

    /// Returns the headers of every call that does not set them; a later one replaces those before it.
    fn default_headers(&self) -> impl DoubleEndedIterator<Item = (&HeaderName, HeaderValue)> {
        let accept = match self.metadata().map(|metadata| metadata.response) {
            Some(ResponseFormat::Json) => const { HeaderValue::from_static("application/json") },
            _ => const { HeaderValue::from_static("*/*") },
        };
        let defaults = self.client.0.headers.iter().map(|(name, value)| (name, value.clone()));
        std::iter::once((&ACCEPT, accept)).chain(defaults)
    }
}

/// Adds a header that the caller has not set.
fn add(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    if let Ok(Entry::Vacant(entry)) = headers.try_entry(name) {
        // Fails only in a map of 32,768 headers.
        let _ = entry.try_insert(value);
    }
}
