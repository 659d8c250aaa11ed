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
    auth::{Authenticate, Credential, Kind},
    body::Body,
    error::EncodeError,
    metadata::{Metadata, ResponseFormat},
    redact::Secrets,
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
            Kind::Fixed(Ok(credential)) => *name == credential.name || *name == AUTHORIZATION,
            _ => *name == AUTHORIZATION,
        };
        let refusal = match header {
            Ok((name, _)) if self.is_authenticated() && is_credential(&name) => headers::credentials(&name),
            Ok(header) => return self.headers.push(header),
            Err(error) => error,
        };
        self.refusal.get_or_insert_with(|| Box::new(refusal));
    }

    /// Where the credential of each attempt comes from, if it has to be fetched.
    pub(super) fn fetched(&self, client: &Client) -> Option<Arc<dyn Authenticate>> {
        match &client.0.auth.0 {
            Kind::Fetched(from) if self.is_authenticated() => Some(Arc::clone(from)),
            _ => None,
        }
    }

    fn is_authenticated(&self) -> bool {
        self.metadata.is_none_or(|metadata| metadata.authenticated)
    }

    /// The credential that goes along.
    fn credential<'a>(&'a self, client: &'a Client) -> Option<&'a Credential> {
        match &client.0.auth.0 {
            Kind::Fixed(Ok(credential)) if self.is_authenticated() => Some(credential),
            _ => self.credential.as_deref(),
        }
    }

    /// The endpoint's or the caller's own request, with the headers of this call.
    pub(super) fn written(&self, client: &Client, source: Source<'_>) -> Result<Request<Bytes>, EncodeError> {
        let mut request = client.write(source)?;
        if let Some(refusal) = &self.refusal {
            return Err((**refusal).clone());
        }
        for (name, value) in &self.headers {
            // Fails beyond 32,768 headers, which no provider takes.
            let _ = request.headers_mut().try_insert(name, value.clone());
        }
        Ok(request)
    }

    /// The same with what the client adds to every request.
    pub(super) fn completed(&self, client: &Client, mut request: Request<Bytes>) -> Request<Body> {
        request.extensions_mut().remove::<Secrets>();
        let headers = request.headers_mut();
        for (name, value) in &client.0.headers {
            add(headers, name, value.clone());
        }
        add(headers, &ACCEPT, self.accept());
        if let Some(credential) = self.credential(client) {
            headers.insert(&credential.name, credential.value.clone());
        }
        request.map(Body::from)
    }

    fn accept(&self) -> HeaderValue {
        match self.metadata.map(|metadata| metadata.response) {
            Some(ResponseFormat::Json) => const { HeaderValue::from_static("application/json") },
            _ => const { HeaderValue::from_static("*/*") },
        }
    }

    /// Everything that a provider must not have repeated in an error.
    pub(super) fn secrets(&self, client: &Client, source: Source<'_>) -> Secrets {
        let mut request = self.written(client, source).unwrap_or_default();
        let mut secrets = request.extensions_mut().remove::<Secrets>().unwrap_or_default();
        let defaults = client.0.headers.iter().map(|(_, value)| value);
        for value in request.headers().values().chain(defaults) {
            secrets.add_header(value);
        }
        if let Some(credential) = self.credential(client) {
            secrets.add_header(&credential.value);
            secrets.add(credential.secret.expose_secret());
        }
        secrets
    }
}

/// Adds a header that nobody has set.
fn add(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    if let Ok(Entry::Vacant(entry)) = headers.try_entry(name) {
        // Fails only in a map of 32,768 headers.
        let _ = entry.try_insert(value);
    }
}
