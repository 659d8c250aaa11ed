//! The errors of building a gateway and of listening.

use std::net::SocketAddr;

/// A gateway that cannot be built or served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GatewayError {
    /// No operation is declared.
    #[error("no operation is declared; give the gateway an upstream whose provider has one")]
    NoOperation,
    /// The admission is missing.
    #[error("the gateway has no admission, so no caller could be identified; set one with `GatewayBuilder::admission`")]
    NoAdmission,
    /// The heads of two operations match the same requests.
    #[error(
        "`{first}` and `{second}` match the same requests, apart from fields of the body, which a gateway does not read; serve one of them from another gateway"
    )]
    Route {
        /// The provider and the operation id of the first.
        first: String,
        /// The provider and the operation id of the second.
        second: String,
    },
    /// An operation has the path of a built-in route.
    #[error(
        "`{operation}` has the path `{template}`; `/` and what is below `/-/` are the gateway's own: serve the provider without this operation"
    )]
    Reserved {
        /// The provider and the operation id.
        operation: String,
        /// Its template.
        template: &'static str,
    },
    /// A credential belongs to another environment than requests go to.
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
    /// TLS to upstreams cannot be set up, as when the platform's certificates cannot be read.
    #[error("TLS to upstreams cannot be set up; check the platform's certificates")]
    Tls(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// An address that other machines reach, without TLS.
    #[error(
        "{address} is not a loopback address, and requests from other machines must be encrypted; give a certificate and its key, or declare that a TLS proxy is in front of the gateway"
    )]
    NotLoopback {
        /// The address.
        address: SocketAddr,
    },
    /// An address that other machines reach, without caller keys.
    #[error("other machines can reach {address}; give the gateway caller keys, each with its own scopes")]
    KeysRequired {
        /// The address.
        address: SocketAddr,
    },
    /// Standard input is not a listening socket.
    #[error(
        "standard input is not a listening socket; start the gateway from a service manager that passes one, as systemd does with a socket unit and `StandardInput=socket`"
    )]
    Inherit(std::io::ErrorKind),
    /// The address cannot be bound.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The error of the operating system.
        source: std::io::Error,
    },
}
