//! The request of each attempt: the endpoint's part, which is kept, and the client's, which is added each time.

use bytes::Bytes;
use http::{
    Extensions, HeaderMap, HeaderName, HeaderValue, Method, Uri,
    header::{ACCEPT, Entry},
};
use secrecy::ExposeSecret;

use super::Client;
use crate::{
    auth::{Authenticate, Credential, Kind},
    body::Body,
    metadata::{Metadata, ResponseFormat},
    redact::Secrets,
};

/// Makes the requests of one call.
pub(super) struct Requests {
    metadata: Option<&'static Metadata>,
    /// The first attempt's request, as the endpoint wrote it.
    first: Option<http::Request<Bytes>>,
    method: Method,
    uri: Uri,
    /// The endpoint's headers; only the sensitive ones when the request is never made again.
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
    extensions: Extensions,
    /// The fetched credential of the last attempt.
    pub(super) credential: Option<Credential>,
    /// Sensitive values that stand in no header.
    secrets: Secrets,
}

impl Requests {
    /// Takes the request, and keeps a copy when it may be made `again`. The headers are copied into a list, since
    /// copying a `HeaderMap` costs the most of all, and before the client's own are added.
    pub(super) fn new(metadata: Option<&'static Metadata>, mut request: http::Request<Bytes>, again: bool) -> Self {
        let secrets = request.extensions_mut().remove::<Secrets>().unwrap_or_default();
        let headers = request
            .headers()
            .iter()
            .filter(|(_, value)| again || value.is_sensitive())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let (method, uri, body, extensions) = if again {
            let (uri, body) = (request.uri().clone(), request.body().clone());
            (request.method().clone(), uri, body, request.extensions().clone())
        } else {
            Default::default()
        };
        Self {
            metadata,
            first: Some(request),
            method,
            uri,
            headers,
            body,
            extensions,
            credential: None,
            secrets,
        }
    }

    /// Where the credential of each attempt comes from, if it has to be fetched.
    pub(super) fn fetched<'a>(&self, client: &'a Client) -> Option<&'a dyn Authenticate> {
        match &client.0.auth.0 {
            Kind::Fetched(fetch) if self.is_authenticated() => Some(&**fetch),
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
            _ => self.credential.as_ref(),
        }
    }

    pub(super) fn next_request(&mut self, client: &Client) -> http::Request<Body> {
        let mut request = match self.first.take() {
            Some(request) => request.map(Body::from),
            None => self.copy(),
        };
        let headers = request.headers_mut();
        for (name, value) in &client.0.headers {
            add(headers, name, value);
        }
        add(headers, &ACCEPT, &HeaderValue::from_static(self.accept()));
        if let Some(credential) = self.credential(client) {
            headers.insert(&credential.name, credential.value.clone());
        }
        request
    }

    fn accept(&self) -> &'static str {
        match self.metadata.map(|metadata| metadata.response) {
            Some(ResponseFormat::Json) => "application/json",
            _ => "*/*",
        }
    }

    fn copy(&self) -> http::Request<Body> {
        let mut request = http::Request::new(Body::from(self.body.clone()));
        request.method_mut().clone_from(&self.method);
        request.uri_mut().clone_from(&self.uri);
        request.extensions_mut().clone_from(&self.extensions);
        // Appended, since a raw request may repeat a name.
        request
            .headers_mut()
            .extend(self.headers.iter().cloned().map(|(name, value)| (Some(name), value)));
        request
    }

    /// Everything that a provider must not have repeated in an error.
    pub(super) fn secrets(&self, client: &Client) -> Secrets {
        let mut secrets = self.secrets.clone();
        for (_, value) in self.headers.iter().chain(&client.0.headers) {
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
