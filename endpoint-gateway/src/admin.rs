//! The admin listener: health, readiness and metrics.
//!
//! It has a loopback address of its own, requires no credential and shows none. It accepts only this address and `localhost` as
//! `Host`, so that a web page cannot read it by DNS rebinding.

use std::{
    convert::Infallible,
    fmt,
    future::Future,
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use endpoint_runtime::server::Listener;
use http::{
    HeaderValue, Method, Request, Response, StatusCode,
    header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    time::timeout,
};

use crate::{
    callers::{HostPolicy, OriginError},
    metrics::Metrics,
};

/// The maximum number of connections; another one waits to be accepted.
const CONNECTIONS: usize = 16;

/// The timeouts of a request's head, and of a whole connection.
const HEADER_TIMEOUT: Duration = Duration::from_secs(5);
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(60);

/// The readiness of a gateway to take requests. It is false until it is set.
#[derive(Clone, Debug, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// Sets the readiness.
    pub fn set(&self, is_ready: bool) {
        self.0.store(is_ready, Ordering::Release);
    }

    /// Returns the readiness.
    #[must_use]
    pub fn get(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// An admin listener that cannot be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AdminError {
    /// The address is not a loopback one.
    #[error(
        "{address} is not a loopback address, and the admin listener requires no key; give one such as 127.0.0.1:9090"
    )]
    NotLoopback {
        /// The address.
        address: SocketAddr,
    },
    /// The address cannot be bound.
    #[error("the admin listener cannot listen")]
    Listen(#[from] io::Error),
    /// The address cannot be a `Host`.
    #[error(transparent)]
    Origin(#[from] OriginError),
}

/// The admin listener: `/healthz`, `/readyz` and `/metrics`.
pub struct Admin {
    listener: TcpListener,
    address: SocketAddr,
    routes: Arc<AdminRoutes>,
}

struct AdminRoutes {
    hosts: HostPolicy,
    readiness: Readiness,
    metrics: Arc<Metrics>,
}

impl Admin {
    /// Binds a loopback address; port 0 takes a free one.
    ///
    /// # Errors
    /// An address that is not loopback, or that is taken.
    pub async fn bind(address: SocketAddr, metrics: Arc<Metrics>, readiness: Readiness) -> Result<Self, AdminError> {
        if !address.ip().is_loopback() {
            return Err(AdminError::NotLoopback { address });
        }
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let hosts = HostPolicy::loopback::<&str>(address, &[])?;
        Ok(Self { listener, address, routes: Arc::new(AdminRoutes { hosts, readiness, metrics }) })
    }

    /// Returns the address on which it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves requests until `stop` completes. Requests that have begun by then are aborted.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let mut listener = Listener::new(self.listener, CONNECTIONS);
        listener.accept_until(stop, |stream| connection(stream, Arc::clone(&self.routes))).await;
    }
}

impl fmt::Debug for Admin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Admin").field("address", &self.address).finish_non_exhaustive()
    }
}

async fn connection(stream: TcpStream, routes: Arc<AdminRoutes>) {
    let service = service_fn(move |request| {
        let response = routes.respond(&request);
        async { Ok::<_, Infallible>(response) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    // A failed connection concerns its client only.
    let _ = timeout(CONNECTION_TIMEOUT, connection).await;
}

impl AdminRoutes {
    fn respond(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        if let Err(refusal) = self.hosts.check(request.uri(), request.headers()) {
            return text(refusal.status(), format!("{refusal}\n"));
        }
        let response = match request.uri().path() {
            "/healthz" => text(StatusCode::OK, "alive\n"),
            "/readyz" if self.readiness.get() => text(StatusCode::OK, "ready\n"),
            "/readyz" => text(StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
            "/metrics" => metrics(self.metrics.render()),
            _ => return text(StatusCode::NOT_FOUND, "not found; request /healthz, /readyz or /metrics\n"),
        };
        if matches!(*request.method(), Method::GET | Method::HEAD) {
            return response;
        }
        let mut refused = text(StatusCode::METHOD_NOT_ALLOWED, "method not allowed; use GET or HEAD\n");
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        refused
    }
}

fn text(status: StatusCode, body: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn metrics(body: String) -> Response<Full<Bytes>> {
    let mut response = text(StatusCode::OK, body);
    let exposition = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, exposition);
    response
}

#[cfg(test)]
mod tests;
