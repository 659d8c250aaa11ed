//! Where a gateway listens, and what is spoken there.

use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::{GatewayError, Tls};

/// Says where a gateway listens: this machine only, or others too, which takes TLS.
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
    place: Place,
    spoken: Spoken,
}

#[derive(Debug)]
enum Place {
    Address(SocketAddr),
    Socket(std::net::TcpListener),
}

/// What is spoken on a socket.
#[derive(Clone, Debug)]
pub(super) enum Spoken {
    /// HTTP, by this machine only.
    Local,
    /// HTTP, by a proxy on behalf of anybody.
    Proxied,
    Tls(Tls),
}

impl Listen {
    /// HTTP on a loopback address; port 0 is one that is free.
    pub fn loopback(address: impl Into<SocketAddr>) -> Self {
        Self { place: Place::Address(address.into()), spoken: Spoken::Local }
    }

    /// HTTPS on any address. Unless it is a loopback one, callers need keys.
    pub fn tls(address: impl Into<SocketAddr>, tls: Tls) -> Self {
        Self { place: Place::Address(address.into()), spoken: Spoken::Tls(tls) }
    }

    /// HTTP on any address, where a proxy that speaks TLS is all that reaches it. Callers need keys, on a loopback address
    /// too, since the proxy brings them from elsewhere.
    pub fn behind_tls_proxy(address: impl Into<SocketAddr>) -> Self {
        Self { place: Place::Address(address.into()), spoken: Spoken::Proxied }
    }

    /// Takes a socket that listens already, by whose address the rules hold then. A service manager that keeps the socket
    /// can restart the gateway without a request being lost: what connects meanwhile waits in the socket's queue.
    pub fn on(mut self, socket: std::net::TcpListener) -> Self {
        self.place = Place::Socket(socket);
        self
    }

    /// Takes the socket that is this process's standard input, as a service manager hands one on that keeps it: systemd's
    /// socket units do with `StandardInput=socket`.
    ///
    /// # Errors
    /// A standard input that is no socket that listens.
    #[cfg(unix)]
    pub fn inherit(self) -> Result<Self, GatewayError> {
        use std::os::fd::AsFd;

        let refused = |error: std::io::Error| GatewayError::Inherit(error.kind());
        let socket = std::io::stdin().as_fd().try_clone_to_owned().map_err(refused)?;
        // A connection; there it is told by the first one that is to be taken.
        #[cfg(not(target_vendor = "apple"))]
        if !rustix::net::sockopt::socket_acceptconn(&socket).map_err(|error| refused(error.into()))? {
            return Err(GatewayError::Inherit(std::io::ErrorKind::InvalidInput));
        }
        Ok(self.on(socket.into()))
    }

    /// Listens. Nothing is answered until a gateway [serves](crate::Gateway::listen) it.
    ///
    /// # Errors
    /// An address that others reach, without TLS, or one that cannot be listened on.
    pub async fn bind(self) -> Result<Listener, GatewayError> {
        let Self { place, spoken } = self;
        let socket = match place {
            Place::Address(address) => {
                // Before it is bound, so that it is open to nobody for no moment.
                spoken.check(address)?;
                TcpListener::bind(address).await.map_err(|source| GatewayError::Listen { address, source })?
            }
            Place::Socket(socket) => adopt(socket)?,
        };
        Listener::new(socket, spoken)
    }
}

fn adopt(socket: std::net::TcpListener) -> Result<TcpListener, GatewayError> {
    let address = socket.local_addr().unwrap_or(UNKNOWN);
    let failed = |source| GatewayError::Listen { address, source };
    socket.set_nonblocking(true).map_err(failed)?;
    TcpListener::from_std(socket).map_err(failed)
}

/// Stands for the address of a socket that has none.
const UNKNOWN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED), 0);

impl Spoken {
    fn check(&self, address: SocketAddr) -> Result<(), GatewayError> {
        match self {
            Self::Local if !address.ip().is_loopback() => Err(GatewayError::NotLoopback { address }),
            _ => Ok(()),
        }
    }

    /// Whether callers come from elsewhere.
    fn is_open(&self, address: SocketAddr) -> bool {
        matches!(self, Self::Proxied) || !address.ip().is_loopback()
    }
}

/// A socket that listens, for a gateway.
#[derive(Debug)]
pub struct Listener {
    pub(super) socket: TcpListener,
    pub(super) address: SocketAddr,
    pub(super) spoken: Spoken,
}

impl Listener {
    fn new(socket: TcpListener, spoken: Spoken) -> Result<Self, GatewayError> {
        let address = socket.local_addr().map_err(|source| GatewayError::Listen { address: UNKNOWN, source })?;
        spoken.check(address)?;
        Ok(Self { socket, address, spoken })
    }

    /// HTTP on a socket whose address must be a loopback one.
    pub(super) fn local(socket: TcpListener) -> Result<Self, GatewayError> {
        Self::new(socket, Spoken::Local)
    }

    /// The address and the port that was free.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether HTTPS is spoken.
    #[must_use]
    pub fn is_tls(&self) -> bool {
        matches!(self.spoken, Spoken::Tls(_))
    }

    /// The URL at this address.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.is_tls() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    pub(super) fn is_open(&self) -> bool {
        self.spoken.is_open(self.address)
    }
}
