//! The connector: it resolves names itself, refuses addresses that are not public, and connects to the ones that it checked.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use endpoint_runtime::http::{Uri, uri::Scheme};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use super::egress_policy::{AddressKind, EgressPolicy};

/// A resolver of host names. Each new connection resolves once, and uses the result that was checked.
pub trait Resolve: Send + Sync + 'static {
    /// Resolves a host and a port to addresses.
    fn resolve<'a>(&'a self, host: &'a str, port: u16) -> Resolving<'a>;
}

/// The future that [`Resolve::resolve`] returns.
pub type Resolving<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'a>>;

/// The operating system's resolver.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve<'a>(&'a self, host: &'a str, port: u16) -> Resolving<'a> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
    }
}

/// The failure to connect. The messages name only the kind of an address, never the address.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConnectError {
    #[error("the upstream's host name cannot be resolved")]
    Name(#[source] Option<io::Error>),
    #[error("the upstream's address is {0}, which the gateway's operator has not listed")]
    Refused(AddressKind),
    #[error("the upstream's URL is plain http to an address that is not loopback; use https")]
    PlainHttp,
    #[error("the connection to the upstream failed")]
    Tcp(#[source] io::Error),
    #[error("the upstream took too long to connect")]
    Timeout,
}

/// A TCP connector that checks each address against an egress policy.
#[derive(Clone)]
pub(super) struct GuardedConnector {
    egress: Arc<EgressPolicy>,
    resolver: Arc<dyn Resolve>,
}

impl GuardedConnector {
    pub(super) fn new(egress: EgressPolicy, resolver: Arc<dyn Resolve>) -> Self {
        Self { egress: Arc::new(egress), resolver }
    }

    async fn connect(self, uri: Uri) -> Result<TokioIo<TcpStream>, ConnectError> {
        let mut last = ConnectError::Name(None);
        for address in self.addresses(&uri).await? {
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    // Fails if the peer has already disconnected, which the next read reports.
                    let _ = stream.set_nodelay(true);
                    return Ok(TokioIo::new(stream));
                }
                Err(error) => last = ConnectError::Tcp(error),
            }
        }
        Err(last)
    }

    /// Resolves a URI to the allowed addresses, at least one.
    async fn addresses(&self, uri: &Uri) -> Result<Vec<SocketAddr>, ConnectError> {
        let is_plain = uri.scheme() == Some(&Scheme::HTTP);
        let host = uri.host().ok_or(ConnectError::Name(None))?;
        let port = uri.port_u16().unwrap_or(if is_plain { 80 } else { 443 });
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let found = match bare.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => self.resolver.resolve(bare, port).await.map_err(|error| ConnectError::Name(Some(error)))?,
        };
        let mut refused = ConnectError::Name(None);
        let mut allowed = Vec::with_capacity(found.len());
        for address in found {
            match self.egress.refusal(bare, address.ip()) {
                Some(kind) => refused = ConnectError::Refused(kind),
                None if is_plain && !address.ip().is_loopback() => refused = ConnectError::PlainHttp,
                None => allowed.push(address),
            }
        }
        if allowed.is_empty() { Err(refused) } else { Ok(allowed) }
    }
}

impl Service<Uri> for GuardedConnector {
    type Response = TokioIo<TcpStream>;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<TokioIo<TcpStream>, ConnectError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        Box::pin(self.clone().connect(uri))
    }
}
