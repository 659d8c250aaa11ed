//! The lean transport: hyper-util's pooled client over rustls.

mod body;
mod connect;
mod host;

use std::{fmt, sync::Arc, time::Duration};

use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, Error, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};

use self::{body::Outgoing, connect::Connector, host::Host};
use super::{Transport, TransportError, TransportFuture};
use crate::{body::Body, client::DEFAULT_CONNECT_TIMEOUT};

/// How long an unused connection is kept.
const IDLE: Duration = Duration::from_secs(90);

/// How many unused connections are kept for one host.
const MOST_IDLE: usize = 64;

/// hyper-util's pooled client: HTTP/1.1 and HTTP/2, rustls with the platform's certificates, no proxy.
///
/// A request that found its pooled connection closed before a byte was written goes out on another one; nothing else is
/// repeated here.
///
/// ```
/// use endpoint_runtime::{Client, transport::HyperTransport};
///
/// let client = Client::builder()
///     .base_url("https://api.example.com")
///     .transport(HyperTransport::new()?)
///     .build();
/// # let _ = client;
/// # Ok::<(), endpoint_runtime::transport::TransportError>(())
/// ```
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<Connector<HttpsConnector<HttpConnector>>, Outgoing>,
    host: Arc<Host>,
}

impl HyperTransport {
    /// A transport with a connect timeout of 10 seconds.
    ///
    /// # Errors
    /// When the platform's certificates cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_connect_timeout(DEFAULT_CONNECT_TIMEOUT)
    }

    /// A transport that gives up a connection, its TLS handshake included, after `limit`.
    ///
    /// # Errors
    /// When the platform's certificates cannot be read.
    pub fn with_connect_timeout(limit: impl Into<Option<Duration>>) -> Result<Self, TransportError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // Named, since rustls panics when it has to guess between the providers that a program's crates turn on.
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = HttpsConnectorBuilder::new()
            .with_provider_and_platform_verifier(provider)
            .map_err(TransportError::other)?
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(tcp);
        let host = Arc::new(Host::default());
        let connector = Connector::new(tls, limit.into(), Arc::clone(&host));
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(MOST_IDLE)
            .build(connector);
        Ok(Self { client, host })
    }
}

impl Transport for HyperTransport {
    fn send(&self, mut request: http::Request<Body>) -> TransportFuture {
        self.host.add(&mut request);
        let response = self.client.request(request.map(Outgoing::new));
        Box::pin(async move {
            match response.await {
                Ok(response) => Ok(response.map(Body::from)),
                Err(error) => Err(failed(error)),
            }
        })
    }
}

fn failed(error: Error) -> TransportError {
    if error.is_connect() { TransportError::connect(error) } else { TransportError::other(error) }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}
