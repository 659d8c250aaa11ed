//! The socket on which a gateway listens, and its protocol.

use std::{io, net::SocketAddr};

use tokio::net::TcpListener;

use crate::{GatewayError, Tls};

/// The address and the protocol on which a gateway will listen. An address that other machines reach needs TLS.
///
/// ```
/// use endpoint_gateway::Listen;
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let listener = Listen::loopback(([127, 0, 0, 1], 0)).bind().await?;
/// assert!(listener.url().starts_with("http://127.0.0.1:"));
/// // Other machines could reach it.
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

/// The protocol of a socket, and the machines that may reach it.
#[derive(Clone, Debug)]
pub(super) enum Protocol {
    /// HTTP, for this machine only.
    Local,
    /// HTTP, behind a proxy that other machines reach.
    Proxied,
    Tls(Tls),
}

impl Listen {
    /// Selects HTTP on a loopback address; port 0 takes a free one.
    pub fn loopback(address: impl Into<SocketAddr>) -> Self {
        Self { target: BindTarget::Address(address.into()), protocol: Protocol::Local }
    }

    /// Selects HTTPS on any address. Unless it is a loopback one, callers need keys.
    pub fn tls(address: impl Into<SocketAddr>, tls: Tls) -> Self {
        Self { target: BindTarget::Address(address.into()), protocol: Protocol::Tls(tls) }
    }

    /// Selects HTTP on any address that only a TLS proxy can reach. Callers need keys, on a loopback address too, since the proxy
    /// forwards requests of other machines.
    pub fn behind_tls_proxy(address: impl Into<SocketAddr>) -> Self {
        Self { target: BindTarget::Address(address.into()), protocol: Protocol::Proxied }
    }

    /// Takes a socket that already listens, to whose address the rules then apply. A service manager that keeps the socket can
    /// restart the gateway without losing a request: new connections wait in the socket's queue.
    pub fn on(mut self, socket: std::net::TcpListener) -> Self {
        self.target = BindTarget::Socket(socket);
        self
    }

    /// Takes the socket that a service manager has passed as standard input, as systemd does with a socket unit and
    /// `StandardInput=socket`.
    ///
    /// # Errors
    /// A standard input that is not a listening socket, or a system on which sockets are not files.
    pub fn inherit(self) -> Result<Self, GatewayError> {
        let socket = stdin_socket().map_err(|error| GatewayError::Inherit(error.kind()))?;
        Ok(self.on(socket))
    }

    /// Binds the address. Connections wait until a gateway [serves](crate::Gateway::listen) them.
    ///
    /// # Errors
    /// An address that other machines reach, without TLS, or one that cannot be bound.
    pub async fn bind(self) -> Result<Listener, GatewayError> {
        let Self { target, protocol } = self;
        let socket = match target {
            BindTarget::Address(address) => {
                // Checked before it is bound, so that it is never open.
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
    // It may be a connection. Apple's systems do not have this option; there the first `accept` fails.
    #[cfg(not(target_vendor = "apple"))]
    if !rustix::net::sockopt::socket_acceptconn(&socket)? {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let socket = std::net::TcpListener::from(socket);
    // Fails for a socket that is not of an internet family.
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

/// The placeholder in errors for the address of a socket that has none.
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

/// A listening socket for a gateway.
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

    /// Creates a listener for HTTP on a socket, whose address must be a loopback one.
    pub(super) fn local(socket: TcpListener) -> Result<Self, GatewayError> {
        Self::new(socket, Protocol::Local)
    }

    /// Returns the bound address, with its actual port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns whether the protocol is HTTPS.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self.protocol, Protocol::Tls(_))
    }

    /// Returns the URL with this address.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.is_tls() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    pub(super) fn is_open(&self) -> bool {
        self.protocol.is_open(self.address)
    }
}
