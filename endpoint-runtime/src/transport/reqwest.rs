//! The default transport, over reqwest.

use std::{
    fmt,
    future::ready,
    pin::Pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{Uri, uri::Scheme};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use reqwest::{Client, ClientBuilder, Error, Request, Url, redirect, retry};
use secrecy::zeroize::Zeroizing;

use super::{
    ConnectOptions, Identity, Transport, TransportError, TransportFuture,
    connect_options::{Proxy, ProxySetting},
    per_runtime::PerRuntime,
    proxy_rules::ProxyRules,
};
use crate::{base_url::is_loopback, body::Body, error::BoxError};

/// A transport over reqwest: HTTP/1.1 and HTTP/2, rustls with the certificates of the platform, and a [`Proxy`], by default that of
/// the environment.
///
/// The transport follows no redirects, decompresses nothing, keeps no cookies and sends no `Referer`. It repeats a request only if
/// its pooled connection turned out to be closed before any byte was written; the client repeats others, as
/// [`RetryPolicy`](crate::RetryPolicy) describes. Each Tokio runtime has its own connections.
///
/// [`Proxy`]: super::Proxy
#[derive(Clone)]
pub struct ReqwestTransport {
    clients: Arc<PerRuntime<Clients>>,
    settings: Arc<Settings>,
}

struct Settings {
    connect_timeout: Option<Duration>,
    proxy: Proxy,
    proxy_rules: ProxyRules,
    identity: Option<reqwest::Identity>,
}

/// The clients for https and for plain http, each through the proxy and past it.
#[derive(Clone)]
struct Clients {
    https: Client,
    https_direct: Arc<OnceLock<Client>>,
    http: Arc<OnceLock<Client>>,
    http_direct: Arc<OnceLock<Client>>,
}

impl ReqwestTransport {
    /// Creates a transport with a connect timeout of 10 seconds and the proxy of the environment.
    ///
    /// # Errors
    /// reqwest cannot set up TLS.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_options(ConnectOptions::default())
    }

    /// Creates a transport with these settings.
    ///
    /// # Errors
    /// reqwest cannot set up TLS.
    pub fn with_options(options: ConnectOptions) -> Result<Self, TransportError> {
        let ConnectOptions { timeout, proxy, identity } = options;
        let identity = identity.map(|identity| reqwest_identity(&identity)).transpose()?;
        let settings = Settings { connect_timeout: timeout, proxy_rules: ProxyRules::new(&proxy), proxy, identity };
        let clients = PerRuntime::new(settings.clients()?);
        Ok(Self { clients: Arc::new(clients), settings: Arc::new(settings) })
    }
}

fn reqwest_identity(identity: &Identity) -> Result<reqwest::Identity, TransportError> {
    let pem = Zeroizing::new(format!("{}\n{}", identity.certificates(), identity.key()));
    reqwest::Identity::from_pem(pem.as_bytes()).map_err(transport_error)
}

impl Settings {
    fn clients(&self) -> Result<Clients, TransportError> {
        let https = self.proxied(self.https_builder(), &Scheme::HTTPS, reqwest::Proxy::https)?;
        Ok(Clients { https, https_direct: Arc::default(), http: Arc::default(), http_direct: Arc::default() })
    }

    /// Returns a client with the proxy of this scheme, if there is one.
    fn proxied(
        &self,
        builder: ClientBuilder,
        scheme: &Scheme,
        proxy: fn(String) -> Result<reqwest::Proxy, Error>,
    ) -> Result<Client, TransportError> {
        let builder = match (&self.proxy.0, self.proxy_rules.set(scheme)) {
            (ProxySetting::None, _) => builder.no_proxy(),
            (_, Some(url)) => builder.proxy(proxy(url.to_string()).map_err(transport_error)?),
            // reqwest reads the settings of the system.
            (_, None) => builder,
        };
        builder.build().map_err(transport_error)
    }

    /// Returns the client for https without a proxy.
    fn https_direct(&self) -> Result<Client, TransportError> {
        self.https_builder().no_proxy().build().map_err(transport_error)
    }

    /// Returns the client for plain http through a proxy.
    fn http(&self) -> Result<Client, TransportError> {
        self.proxied(self.builder(), &Scheme::HTTP, reqwest::Proxy::http)
    }

    /// Returns the client for plain http without a proxy. It makes no TLS connections, so it does not load the certificates of the
    /// platform.
    fn http_direct(&self) -> Result<Client, TransportError> {
        self.builder().no_proxy().tls_certs_only([]).build().map_err(transport_error)
    }

    /// Returns a builder of a client for https, with the client certificate.
    fn https_builder(&self) -> ClientBuilder {
        let builder = self.builder().https_only(true);
        match &self.identity {
            Some(identity) => builder.identity(identity.clone()),
            None => builder,
        }
    }

    /// Returns a builder with the settings of every request, independent of the reqwest features that other crates enable.
    fn builder(&self) -> ClientBuilder {
        let builder = Client::builder()
            .tls_backend_rustls()
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            // Some servers write a blank before the colon, or fold a long value (RFC 9112, sections 5.1 and 5.2).
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate();
        match self.connect_timeout {
            Some(limit) => builder.connect_timeout(limit),
            None => builder,
        }
    }

    fn send(&self, clients: &Clients, request: http::Request<Body>) -> Result<TransportFuture, TransportError> {
        let uri = request.uri();
        let is_https = uri.scheme() == Some(&Scheme::HTTPS);
        let scheme = if is_https { &Scheme::HTTPS } else { &Scheme::HTTP };
        // reqwest would use a proxy in a way of its own if it does not support it.
        let is_proxied = self.proxy_rules.intercept(uri)?.is_some();
        // Without a proxy in code or in the environment, reqwest reads the settings of the system.
        let may_be_proxied = is_proxied || self.proxy_rules.set(scheme).is_none();
        let client = match (is_https, may_be_proxied) {
            (true, true) => &clients.https,
            (true, false) => get_or_make(&clients.https_direct, || self.https_direct())?,
            (false, true) if !uri.host().is_none_or(is_loopback) => get_or_make(&clients.http, || self.http())?,
            (false, _) => get_or_make(&clients.http_direct, || self.http_direct())?,
        };
        let executing = client.execute(to_reqwest(request)?);
        Ok(Box::pin(async move {
            let response = executing.await.map_err(transport_error)?;
            Ok(http::Response::from(response).map(|body| Body::boxed(body.map_err(|error| error.without_url().into()))))
        }))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let settings = &self.settings;
        let sending = self.clients.with(|| settings.clients(), |clients| settings.send(clients, request));
        sending.flatten().unwrap_or_else(|error| Box::pin(ready(Err(error))))
    }
}

fn get_or_make(
    client: &OnceLock<Client>,
    make: impl FnOnce() -> Result<Client, TransportError>,
) -> Result<&Client, TransportError> {
    match client.get() {
        Some(client) => Ok(client),
        None => {
            let new = make()?;
            Ok(client.get_or_init(|| new))
        }
    }
}

fn to_reqwest(request: http::Request<Body>) -> Result<Request, TransportError> {
    let (parts, body) = request.into_parts();
    let mut converted = Request::new(parts.method, to_url(&parts.uri)?);
    *converted.headers_mut() = parts.headers;
    *converted.version_mut() = parts.version;
    *converted.body_mut() = match body.as_bytes() {
        Some(bytes) => Some(bytes.clone().into()),
        None if body.is_end_stream() => None,
        None => Some(reqwest::Body::wrap(SyncBody(Mutex::new(body)))),
    };
    Ok(converted)
}

/// Converts the URI, and refuses one that reqwest's URL parser changes.
fn to_url(uri: &Uri) -> Result<Url, TransportError> {
    let url = Url::parse(&uri.to_string()).map_err(TransportError::other)?;
    let target = uri.path_and_query().map_or("", |target| target.as_str());
    let kept = target.strip_prefix(url.path()).is_some_and(|query| match url.query() {
        Some(kept) => query.strip_prefix('?') == Some(kept),
        None => query.is_empty(),
    });
    if kept {
        Ok(url)
    } else {
        Err(TransportError::other(
            "reqwest would change the request target; percent-encode it, or use another transport",
        ))
    }
}

/// Converts the error, without its URL, whose path may contain secrets.
fn transport_error(error: Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::of_connection(error)
    }
}

/// A streamed body that is `Sync`, as reqwest requires.
struct SyncBody(Mutex<Body>);

impl HttpBody for SyncBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReqwestTransport")
    }
}
