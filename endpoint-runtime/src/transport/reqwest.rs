//! The default transport, over reqwest.

use std::{
    fmt,
    pin::Pin,
    sync::{Mutex, OnceLock, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{Uri, uri::Scheme};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;
use reqwest::{Client, ClientBuilder, Error, Request, Url, redirect, retry};

use super::{Transport, TransportError, TransportFuture};
use crate::{body::Body, client::DEFAULT_CONNECT_TIMEOUT, error::BoxError};

/// A transport over reqwest: HTTP/1.1 and HTTP/2, rustls with the certificates of the platform, and for https the proxy of the
/// system or of `HTTPS_PROXY`, which cannot read the tunneled traffic.
///
/// Plain http, which the client accepts for loopback addresses only, bypasses any proxy. The transport follows no redirects,
/// decompresses nothing, keeps no cookies and sends no `Referer`. It repeats a request only if its pooled connection turned
/// out to be closed before any byte was written; the client repeats others, as [`RetryPolicy`](crate::RetryPolicy) describes.
#[derive(Clone)]
pub struct ReqwestTransport {
    https: Client,
    loopback: OnceLock<Client>,
    connect_timeout: Option<Duration>,
}

impl ReqwestTransport {
    /// Creates a transport with a connect timeout of 10 seconds.
    ///
    /// # Errors
    /// reqwest cannot set up TLS, or the proxy setting of the system is not a URL.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_connect_timeout(DEFAULT_CONNECT_TIMEOUT)
    }

    /// Creates a transport with a timeout for connecting, including the TLS handshake. `None` is no timeout.
    ///
    /// # Errors
    /// reqwest cannot set up TLS, or the proxy setting of the system is not a URL.
    pub fn with_connect_timeout(limit: impl Into<Option<Duration>>) -> Result<Self, TransportError> {
        let connect_timeout = limit.into();
        Ok(Self {
            https: client_builder(connect_timeout).https_only(true).build().map_err(transport_error)?,
            loopback: OnceLock::new(),
            connect_timeout,
        })
    }

    fn client_for(&self, uri: &Uri) -> Result<&Client, TransportError> {
        if uri.scheme() == Some(&Scheme::HTTPS) {
            return Ok(&self.https);
        }
        if let Some(client) = self.loopback.get() {
            return Ok(client);
        }
        // It makes no TLS connections, so it does not load the certificates of the platform.
        let client = client_builder(self.connect_timeout).no_proxy().tls_certs_only([]).build();
        let client = client.map_err(transport_error)?;
        Ok(self.loopback.get_or_init(|| client))
    }
}

/// Returns a builder with the settings of every request, independent of the reqwest features that other crates enable.
fn client_builder(connect_timeout: Option<Duration>) -> ClientBuilder {
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
    match connect_timeout {
        Some(limit) => builder.connect_timeout(limit),
        None => builder,
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let response = self.client_for(request.uri()).and_then(|client| Ok(client.execute(to_reqwest(request)?)));
        Box::pin(async move {
            let response = response?.await.map_err(transport_error)?;
            Ok(http::Response::from(response).map(|body| Body::stream(body.map_err(Error::without_url))))
        })
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
