//! The transport over hyper-util's pooled client.

mod body;
mod connector;
mod host_header;
mod proxy_connector;

use std::{fmt, sync::Arc, time::Duration};

use http::header::PROXY_AUTHORIZATION;
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, Error},
    rt::{TokioExecutor, TokioTimer},
};
use rustls::{
    ClientConfig, ConfigBuilder,
    client::WantsClientCert,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

use self::{body::OutgoingBody, connector::TimeoutConnector, host_header::HostHeader, proxy_connector::ProxyConnector};
use super::{
    ConnectOptions, Identity, Transport, TransportError, TransportFuture, per_runtime::PerRuntime,
    proxy_rules::ProxyRules,
};
use crate::body::Body;

/// The time after which an idle connection is closed.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// The maximum number of idle connections to one host.
const MAX_IDLE_PER_HOST: usize = 64;

/// A transport over hyper-util's pooled client: HTTP/1.1 and HTTP/2, rustls with the certificates of the platform, and a
/// [`Proxy`](super::Proxy), by default that of the environment.
///
/// It repeats a request only if its pooled connection turned out to be closed before any byte was written; the client repeats
/// others, as [`RetryPolicy`](crate::RetryPolicy) describes. Each Tokio runtime has its own connections.
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
    clients: Arc<PerRuntime<PooledClient>>,
    connector: Connector,
    host_header: Arc<HostHeader>,
    proxy_rules: Arc<ProxyRules>,
}

type Connector = TimeoutConnector<HttpsConnector<ProxyConnector>>;
type PooledClient = Client<Connector, OutgoingBody>;

impl HyperTransport {
    /// Creates a transport with a connect timeout of 10 seconds and the proxy of the environment.
    ///
    /// # Errors
    /// The certificates of the platform cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_options(ConnectOptions::default())
    }

    /// Creates a transport with these settings.
    ///
    /// # Errors
    /// The certificates of the platform cannot be read.
    pub fn with_options(options: ConnectOptions) -> Result<Self, TransportError> {
        // rustls panics without an explicit provider if the crates of a program enable several.
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(ConfigBuilderExt::try_with_platform_verifier)
            .map_err(TransportError::other)?;
        let ConnectOptions { timeout, proxy, identity } = options;
        let proxy_rules = Arc::new(ProxyRules::new(&proxy));
        // The client certificate is for the API, and not for the proxy.
        let tcp = ProxyConnector::new(tls.clone().with_no_client_auth(), Arc::clone(&proxy_rules));
        let tls = match identity {
            Some(identity) => with_identity(tls, &identity)?,
            None => tls.with_no_client_auth(),
        };
        let tls =
            HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_all_versions().wrap_connector(tcp);
        let host_header = Arc::new(HostHeader::default());
        let connector = TimeoutConnector::new(tls, timeout, Arc::clone(&host_header), Arc::clone(&proxy_rules));
        let clients = PerRuntime::new(pooled_client(&connector));
        Ok(Self { clients: Arc::new(clients), connector, host_header, proxy_rules })
    }
}

/// Adds the client certificate to the configuration of TLS.
fn with_identity(
    tls: ConfigBuilder<ClientConfig, WantsClientCert>,
    identity: &Identity,
) -> Result<ClientConfig, TransportError> {
    let certificates = CertificateDer::pem_slice_iter(identity.certificates().as_bytes());
    let certificates = certificates.collect::<Result<_, _>>().map_err(TransportError::other)?;
    let key = PrivateKeyDer::from_pem_slice(identity.key().as_bytes()).map_err(TransportError::other)?;
    tls.with_client_auth_cert(certificates, key).map_err(TransportError::other)
}

fn pooled_client(connector: &Connector) -> PooledClient {
    Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_TIMEOUT)
        .pool_max_idle_per_host(MAX_IDLE_PER_HOST)
        // Some servers write a blank before the colon, or fold a long value (RFC 9112, sections 5.1 and 5.2).
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .build(connector.clone())
}

impl Transport for HyperTransport {
    fn send(&self, mut request: http::Request<Body>) -> TransportFuture {
        self.host_header.add(&mut request);
        // A tunnel has its credential in its own request; a request that is forwarded carries it. The connector reports errors.
        if let Ok(Some(proxy)) = self.proxy_rules.forwarder(request.uri())
            && let Some(credential) = proxy.basic_auth()
        {
            request.headers_mut().insert(PROXY_AUTHORIZATION, credential.clone());
        }
        let request = request.map(OutgoingBody::new);
        let response = self.clients.with(|| Ok(pooled_client(&self.connector)), |client| client.request(request));
        Box::pin(async move {
            match response?.await {
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
