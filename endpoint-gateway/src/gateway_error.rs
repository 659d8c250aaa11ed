//! The reasons for which a gateway cannot be built or served.

use std::net::SocketAddr;

/// A gateway that cannot be built or served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GatewayError {
    /// Nothing is declared.
    #[error("no operation is declared; give the gateway an upstream whose provider has one")]
    NoOperation,
    /// Nobody says who may call.
    #[error("nobody says who may call; give the builder an `admission`")]
    NoAdmission,
    /// Two operations that answer the same requests.
    #[error("`{first}` and `{second}` answer the same requests; serve one of the providers from another gateway")]
    Route {
        /// The provider and the operation id of the first.
        first: String,
        /// The provider and the operation id of the second.
        second: String,
    },
    /// An operation whose path is the gateway's own.
    #[error(
        "`{operation}` has the path `{template}`; `/` and what is below `/-/` are the gateway's own: serve the provider without this operation"
    )]
    Reserved {
        /// The provider and the operation id.
        operation: String,
        /// Its template.
        template: &'static str,
    },
    /// A credential that would go where it does not belong.
    #[error(
        "the credential of `{provider}` belongs to `{belongs}`, and requests would go to `{goes}`; send them to `{belongs}`, or give a credential of `{goes}`"
    )]
    Environment {
        /// The provider.
        provider: String,
        /// The environment that the credential belongs to.
        belongs: String,
        /// The environment that requests go to.
        goes: String,
    },
    /// A host that operations name and nobody knows.
    #[error(
        "`{provider}` has operations on the host `{host}`, whose base URL is not known; give it with `Upstream::host`"
    )]
    Host {
        /// The provider.
        provider: String,
        /// The host's name.
        host: String,
    },
    /// The platform's certificates cannot be read, or TLS is not to be had.
    #[error("TLS to upstreams cannot be set up; look at the platform's certificates")]
    Tls(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// An address that others reach, without TLS.
    #[error(
        "{address} is not a loopback address, and what others send must be encrypted; give a certificate and its key, or say that a proxy that speaks TLS stands before the gateway"
    )]
    NotLoopback {
        /// The address.
        address: SocketAddr,
    },
    /// Callers from elsewhere, who must prove who they are.
    #[error("callers from elsewhere reach {address}; give the gateway caller keys, of which each has its own scopes")]
    KeysRequired {
        /// The address.
        address: SocketAddr,
    },
    /// No socket was handed on.
    #[error(
        "standard input is no socket that listens ({0}); have a service manager hand one on, as systemd does with a socket unit and `StandardInput=socket`"
    )]
    Inherit(std::io::ErrorKind),
    /// An address that cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}
