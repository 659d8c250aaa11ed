//! The transport over hyper-util's pooled client.

mod body;
mod connector;
mod host_header;

use std::{fmt, sync::Arc, time::Duration};

use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, Error, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};

use self::{body::OutgoingBody, connector::TimeoutConnector, host_header::HostHeader};
use super::{Transport, TransportError, TransportFuture};
use crate::{body::Body, client::DEFAULT_CONNECT_TIMEOUT};

/// The time after which an idle connection is closed.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// The maximum number of idle connections to one host.
const MAX_IDLE_PER_HOST: usize = 64;

/// A transport over hyper-util's pooled client: HTTP/1.1 and HTTP/2, rustls with the certificates of the platform, no proxy.
///
/// It repeats a request only if its pooled connection turned out to be closed before any byte was written; the client repeats
/// others, as [`RetryPolicy`](crate::RetryPolicy) describes.
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
    client: Client<TimeoutConnector<HttpsConnector<HttpConnector>>, OutgoingBody>,
    host_header: Arc<HostHeader>,
}

impl HyperTransport {
    /// Creates a transport with a connect timeout of 10 seconds.
    ///
    /// # Errors
    /// The certificates of the platform cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_connect_timeout(DEFAULT_CONNECT_TIMEOUT)
    }

    /// Creates a transport with a timeout for connecting, including the TLS handshake. `None` is no timeout.
    ///
    /// # Errors
    /// The certificates of the platform cannot be read.
    pub fn with_connect_timeout(limit: impl Into<Option<Duration>>) -> Result<Self, TransportError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // rustls panics without an explicit provider if the crates of a program enable several.
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = HttpsConnectorBuilder::new()
            .with_provider_and_platform_verifier(provider)
            .map_err(TransportError::other)?
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(tcp);
        let host_header = Arc::new(HostHeader::default());
        let connector = TimeoutConnector::new(tls, limit.into(), Arc::clone(&host_header));
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(MAX_IDLE_PER_HOST)
            // Some servers write a blank before the colon, or fold a long value (RFC 9112, sections 5.1 and 5.2).
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .build(connector);
        Ok(Self { client, host_header })
    }
}

impl Transport for HyperTransport {
    fn send(&self, mut request: http::Request<Body>) -> TransportFuture {
        self.host_header.add(&mut request);
        let response = self.client.request(request.map(OutgoingBody::new));
        Box::pin(async move {
            match response.await {
                Ok(response) => Ok(response.map(Body::from)),
                Err(error) => Err(transport_error(error)),
            }
        })
    }
}

fn transport_error(error: Error) -> TransportError {
    if error.is_connect() { TransportError::connect(error) } else { TransportError::of_connection(error) }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}
