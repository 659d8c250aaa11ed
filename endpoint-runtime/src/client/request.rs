//! The request of each attempt: the endpoint's part, which is kept, and the client's, which is added each time.

use std::sync::Arc;

use bytes::Bytes;
use http::{
    Extensions, HeaderMap, HeaderName, HeaderValue, Method, Request, Uri,
    header::{ACCEPT, AUTHORIZATION, Entry},
};
use secrecy::ExposeSecret;

use super::{Client, headers};
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
    refusal: Option<EncodeError>,
    method: Method,
    uri: Uri,
    /// The endpoint's headers; the first attempt takes them.
    headers: HeaderMap,
    /// The same for the attempts after it; only the sensitive ones when there are to be none.
    kept: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    extensions: Extensions,
    again: bool,
    /// The fetched credential of the last attempt.
    credential: Option<Box<Credential>>,
    /// Sensitive values that stand in no header.
    secrets: Secrets,
}

impl Requests {
    pub(super) fn new(metadata: Option<&'static Metadata>, request: Result<Request<Bytes>, EncodeError>) -> Self {
        let (request, refusal) = match request {
            Ok(request) => (request, None),
            Err(error) => (Request::default(), Some(error)),
        };
        let (mut parts, body) = request.into_parts();
        let secrets = parts.extensions.remove::<Secrets>().unwrap_or_default();
        Self {
            metadata,
            refusal,
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            kept: Vec::new(),
            body,
            extensions: parts.extensions,
            again: false,
            credential: None,
            secrets,
        }
    }

    pub(super) fn method(&self) -> &Method {
        &self.method
    }

    pub(super) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Why no request can be made.
    pub(super) fn refusal(&self) -> Option<EncodeError> {
        self.refusal.clone()
    }

    /// Sets a header of the caller's, unless it is the credential's.
    pub(super) fn set_header(&mut self, client: &Client, header: Result<(HeaderName, HeaderValue), EncodeError>) {
        let is_credential = |name: &HeaderName| match &client.0.auth.0 {
            Kind::Fixed(Ok(credential)) => *name == credential.name || *name == AUTHORIZATION,
            _ => *name == AUTHORIZATION,
        };
        let refusal = match header {
            Ok((name, _)) if self.is_authenticated() && is_credential(&name) => headers::credentials(&name),
            // Fails beyond 32,768 headers, which no provider takes.
            Ok((name, value)) => return drop(self.headers.try_insert(name, value)),
            Err(error) => error,
        };
        self.refusal.get_or_insert(refusal);
    }

    /// Keeps what a request needs to be made `again`. The headers are copied into a list, since copying a `HeaderMap`
    /// costs the most of all, and before the client's own are added.
    pub(super) fn keep_copy(&mut self, again: bool) {
        self.again = again;
        let kept = self.headers.iter().filter(|(_, value)| again || value.is_sensitive());
        self.kept = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
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

    /// The next attempt's request, with the credential that was fetched for it.
    pub(super) fn next(&mut self, client: &Client, credential: Option<Credential>) -> Request<Body> {
        self.credential = credential.map(Box::new);
        let mut request = if self.again { self.copy() } else { self.last() };
        let headers = request.headers_mut();
        *headers = std::mem::take(&mut self.headers);
        if headers.is_empty() {
            // Appended, since a raw request may repeat a name.
            headers.extend(self.kept.iter().cloned().map(|(name, value)| (Some(name), value)));
        }
        for (name, value) in &client.0.headers {
            add(headers, name, value);
        }
        add(headers, &ACCEPT, &HeaderValue::from_static(self.accept()));
        if let Some(credential) = self.credential(client) {
            headers.insert(&credential.name, credential.value.clone());
        }
        request
    }

    fn copy(&self) -> Request<Body> {
        let mut request = Request::new(Body::from(self.body.clone()));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        if !self.extensions.is_empty() {
            *request.extensions_mut() = self.extensions.clone();
        }
        request
    }

    fn last(&mut self) -> Request<Body> {
        let mut request = Request::new(Body::from(std::mem::take(&mut self.body)));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = std::mem::take(&mut self.uri);
        *request.extensions_mut() = std::mem::take(&mut self.extensions);
        request
    }

    fn accept(&self) -> &'static str {
        match self.metadata.map(|metadata| metadata.response) {
            Some(ResponseFormat::Json) => "application/json",
            _ => "*/*",
        }
    }

    /// Everything that a provider must not have repeated in an error.
    pub(super) fn secrets(&self, client: &Client) -> Secrets {
        let mut secrets = self.secrets.clone();
        for (_, value) in self.kept.iter().chain(&client.0.headers) {
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
fn add(headers: &mut HeaderMap, name: &HeaderName, value: &HeaderValue) {
    if let Ok(Entry::Vacant(entry)) = headers.try_entry(name) {
        // Fails only in a map of 32,768 headers.
        let _ = entry.try_insert(value.clone());
    }
}
