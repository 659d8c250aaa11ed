//! The request of each attempt: what the endpoint writes, and what the client adds to it.

use std::sync::Arc;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Request,
    header::{ACCEPT, AUTHORIZATION, Entry},
};
use secrecy::ExposeSecret;

use super::{Client, Source, headers};
use crate::{
    auth::{AuthKind, Authenticate, Credential},
    body::Body,
    error::EncodeError,
    metadata::{Metadata, ResponseFormat},
    redact::Secrets,
    request::Encoder,
};

/// Makes the requests of one call.
pub(super) struct Requests {
    metadata: Option<&'static Metadata>,
    /// Headers of the caller's for this call.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// Why one of them is refused.
    refusal: Option<Box<EncodeError>>,
    /// The fetched credential of the last attempt.
    pub(super) credential: Option<Box<Credential>>,
}

impl Requests {
    pub(super) fn new(metadata: Option<&'static Metadata>) -> Self {
        Self { metadata, headers: Vec::new(), refusal: None, credential: None }
    }

    /// Sets a header of the caller's, unless it is the credential's.
    pub(super) fn set_header(&mut self, client: &Client, header: Result<(HeaderName, HeaderValue), EncodeError>) {
        let is_credential = |name: &HeaderName| match &client.0.auth.0 {
            AuthKind::Fixed(Ok(credential)) => *name == credential.name || *name == AUTHORIZATION,
            _ => *name == AUTHORIZATION,
        };
        let refusal = match header {
            Ok((name, _)) if self.is_authenticated() && is_credential(&name) => headers::credentials(&name),
            Ok((name, mut value)) => {
                let sensitive = |metadata: &Metadata| {
                    metadata
                        .parameters()
                        .any(|header| header.sensitive && header.wire.eq_ignore_ascii_case(name.as_str()))
                };
                // What is sensitive as an argument is so when it is set by hand.
                value.set_sensitive(value.is_sensitive() || self.metadata.is_some_and(sensitive));
                return self.headers.push((name, value));
            }
            Err(error) => error,
        };
        self.refusal.get_or_insert_with(|| Box::new(refusal));
    }

    /// Where the credential of each attempt comes from, if it has to be fetched.
    pub(super) fn fetched(&self, client: &Client) -> Option<Arc<dyn Authenticate>> {
        match &client.0.auth.0 {
            AuthKind::Fetched(from) if self.is_authenticated() => Some(Arc::clone(from)),
            _ => None,
        }
    }

    fn is_authenticated(&self) -> bool {
        self.metadata.is_none_or(|metadata| metadata.authenticated)
    }

    /// The credential that goes along.
    fn credential<'a>(&'a self, client: &'a Client) -> Option<&'a Credential> {
        match &client.0.auth.0 {
            AuthKind::Fixed(Ok(credential)) if self.is_authenticated() => Some(credential),
            _ => self.credential.as_deref(),
        }
    }

    /// The request with every header but the credential's.
    pub(super) fn written(&self, client: &Client, source: Source<'_>) -> Result<Request<Bytes>, EncodeError> {
        let mut request = match source {
            Source::Endpoint(metadata, encode) => {
                let mut encoder = Encoder::new(metadata, client.base_of(metadata)?);
                self.defaults(client).for_each(|(name, value)| encoder.default_header(name, value));
                encode(&mut encoder);
                encoder.finish()?
            }
            Source::Raw(request) => {
                let mut request = request.clone()?;
                // A raw request may repeat a name, so nothing goes over anything.
                self.defaults(client).rev().for_each(|(name, value)| add(request.headers_mut(), name, value));
                request
            }
        };
        if let Some(refusal) = &self.refusal {
            return Err((**refusal).clone());
        }
        // The credential would go over an argument of the same name without a word.
        if let Some(credential) =
            self.credential(client).filter(|credential| request.headers().contains_key(&credential.name))
        {
            return Err(headers::credentials(&credential.name));
        }
        for (name, value) in &self.headers {
            // Fails beyond 32,768 headers, which no provider takes.
            let _ = request.headers_mut().try_insert(name, value.clone());
        }
        Ok(request)
    }

    /// The headers of every call that does not set them, each going over those before it.
    fn defaults<'a>(&self, client: &'a Client) -> impl DoubleEndedIterator<Item = (&'a HeaderName, HeaderValue)> {
        let accept = match self.metadata.map(|metadata| metadata.response) {
            Some(ResponseFormat::Json) => const { HeaderValue::from_static("application/json") },
            _ => const { HeaderValue::from_static("*/*") },
        };
        let defaults = client.0.headers.iter().map(|(name, value)| (name, value.clone()));
        std::iter::once((&ACCEPT, accept)).chain(defaults)
    }

    /// The request as it is sent.
    pub(super) fn completed(&self, client: &Client, mut request: Request<Bytes>) -> Request<Body> {
        request.extensions_mut().remove::<Secrets>();
        if let Some(credential) = self.credential(client) {
            request.headers_mut().insert(&credential.name, credential.value.clone());
        }
        request.map(Body::from)
    }

    /// Everything that a provider must not have repeated in an error.
    pub(super) fn secrets(&self, client: &Client, source: Source<'_>) -> Secrets {
        let mut request = self.written(client, source).unwrap_or_default();
        let mut secrets = request.extensions_mut().remove::<Secrets>().unwrap_or_default();
        request.headers().values().for_each(|value| secrets.add_header(value));
        if let Some(credential) = self.credential(client) {
            secrets.add_header(&credential.value);
            secrets.add(credential.secret.expose_secret());
        }
        secrets
    }
}

/// Adds a header that the caller has not set.
fn add(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    if let Ok(Entry::Vacant(entry)) = headers.try_entry(name) {
        // Fails only in a map of 32,768 headers.
        let _ = entry.try_insert(value);
    }
}
