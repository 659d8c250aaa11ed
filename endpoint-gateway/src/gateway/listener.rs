//! The socket on which a gateway listens, and its protocol.

use std::{io, net::SocketAddr};

use tokio::net::TcpListener;

use crate::{GatewayError, Tls};

/// The address on which a gateway is to listen: for this machine only, or for others too, which needs TLS.
///
/// ```
/// use endpoint_gateway::Listen;
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let listener = Listen::loopback(([127, 0, 0, 1], 0)).bind().await?;
/// assert!(listener.url().starts_with("http://127.0.0.1:"));
/// // Others would reach it.
/// assert!(Listen::loopback(([0, 0, 0, 0], 0)).bind().await.is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use = "nothing is listened on until it is bound"]
pub struct Listen {
    target: BindTarget,
    protocol: Protocol,
}

#[derive(Debug)]
enum BindTarget {
    Address(SocketAddr),
    Socket(std::net::TcpListener),
}

/// The protocol of a socket, and who may reach it.
#[derive(Clone, Debug)]
pub(super) enum Protocol {
    /// HTTP, by this machine only.
    Local,
    /// HTTP, by a proxy on behalf of anybody.
    Proxied,
    Tls(Tls),
}

impl Listen {
    /// HTTP on a loopback address; port 0 is one that is free.
    pub fn loopback(address: impl Into<SocketAddr>) -> Self {
        Self { target: BindTarget::Address(address.into()), protocol: Protocol::Local }
    }

    /// HTTPS on any address. Unless it is a loopback one, callers need keys.
    pub fn tls(address: impl Into<SocketAddr>, tls: Tls) -> Self {
        Self { target: BindTarget::Address(address.into()), protocol: Protocol::Tls(tls) }
    }

    /// HTTP on any address, where a proxy that speaks TLS is all that reaches it. Callers need keys, on a loopback address
    /// too, since the proxy brings them from elsewhere.
    pub fn behind_tls_proxy(address: impl Into<SocketAddr>) -> Self {
        Self { target: BindTarget::Address(address.into()), protocol: Protocol::Proxied }
    }

    /// Takes a socket that listens already, by whose address the rules hold then. A service manager that keeps the socket
    /// can restart the gateway without a request being lost: what connects meanwhile waits in the socket's queue.
    pub fn on(mut self, socket: std::net::TcpListener) -> Self {
        self.target = BindTarget::Socket(socket);
        self
    }

    /// Takes the socket that is this process's standard input, as a service manager hands one on that keeps it: systemd's
    /// socket units do with `StandardInput=socket`.
    ///
    /// # Errors
    /// A standard input that is no socket that listens, or a system on which sockets are not files.
    pub fn inherit(self) -> Result<Self, GatewayError> {
        let socket = stdin_socket().map_err(|error| GatewayError::Inherit(error.kind()))?;
        Ok(self.on(socket))
    }

    /// Listens. Nothing is answered until a gateway [serves](crate::Gateway::listen) it.
    ///
    /// # Errors
    /// An address that others reach, without TLS, or one that cannot be listened on.
    pub async fn bind(self) -> Result<Listener, GatewayError> {
        let Self { target, protocol } = self;
        let socket = match target {
            BindTarget::Address(address) => {
                // Before it is bound, so that it is open to nobody for no moment.
                protocol.check(address)?;
                TcpListener::bind(address).await.map_err(|source| GatewayError::Listen { address, source })?
            }
            BindTarget::Socket(socket) => adopt(socket)?,
        };
        Listener::new(socket, protocol)
    }
}

/// Returns the listening socket that is the standard input.
#[cfg(unix)]
fn stdin_socket() -> io::Result<std::net::TcpListener> {
    use std::os::fd::AsFd;

    let socket = io::stdin().as_fd().try_clone_to_owned()?;
    // A connection; on Apple's systems, which do not tell, the first `accept` fails.
    #[cfg(not(target_vendor = "apple"))]
    if !rustix::net::sockopt::socket_acceptconn(&socket)? {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let socket = std::net::TcpListener::from(socket);
    // A socket of another family than the internet's has no such address.
    socket.local_addr()?;
    Ok(socket)
}

#[cfg(not(unix))]
fn stdin_socket() -> io::Result<std::net::TcpListener> {
    Err(io::ErrorKind::Unsupported.into())
}

fn adopt(socket: std::net::TcpListener) -> Result<TcpListener, GatewayError> {
    let address = socket.local_addr().unwrap_or(UNKNOWN);
    let failed = |source| GatewayError::Listen { address, source };
    socket.set_nonblocking(true).map_err(failed)?;
    TcpListener::from_std(socket).map_err(failed)
}

/// Stands for the address of a socket that has none.
const UNKNOWN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED), 0);

impl Protocol {
    fn check(&self, address: SocketAddr) -> Result<(), GatewayError> {
        match self {
            Self::Local if !address.ip().is_loopback() => Err(GatewayError::NotLoopback { address }),
            _ => Ok(()),
        }
    }

    /// Returns whether callers come from other machines.
    fn is_open(&self, address: SocketAddr) -> bool {
        matches!(self, Self::Proxied) || !address.ip().is_loopback()
    }
}

/// A socket that listens, for a gateway.
#[derive(Debug)]
pub struct Listener {
    pub(super) socket: TcpListener,
    pub(super) address: SocketAddr,
    pub(super) protocol: Protocol,
}

impl Listener {
    fn new(socket: TcpListener, protocol: Protocol) -> Result<Self, GatewayError> {
        let address = socket.local_addr().map_err(|source| GatewayError::Listen { address: UNKNOWN, source })?;
        protocol.check(address)?;
        Ok(Self { socket, address, protocol })
    }

    /// HTTP on a socket whose address must be a loopback one.
    pub(super) fn local(socket: TcpListener) -> Result<Self, GatewayError> {
        Self::new(socket, Protocol::Local)
    }

    /// The address and the port that was free.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns whether the protocol is HTTPS.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self.protocol, Protocol::Tls(_))
    }

    /// The URL at this address.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.is_tls() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    pub(super) fn is_open(&self) -> bool {
        self.protocol.is_open(self.address)
    }
}
