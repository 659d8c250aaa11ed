//! Errors of a sandbox itself.

use std::{io, net::SocketAddr};

/// An error of a sandbox itself, as opposed to an error response of the API that it plays.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// An entry does not exist.
    #[error("the sandbox has no such {kind}; add it first")]
    Unknown {
        /// The kind of entry.
        kind: &'static str,
    },
    /// An id, slug or external id is in use.
    #[error("the id, slug or external id of this {kind} is taken; choose another one")]
    Taken {
        /// The kind of entry.
        kind: &'static str,
    },
    /// An RBAC policy contradicts itself.
    #[error("{reason}; correct the policy")]
    Policy {
        /// The contradiction.
        reason: String,
    },
    /// The sandbox is full.
    #[error("the sandbox is full: it holds {limit} entries of each kind, and has no room for another {kind}")]
    Full {
        /// The kind of entry.
        kind: &'static str,
        /// The number of entries of a kind that a sandbox holds.
        limit: usize,
    },
    /// The app has no access: it was never authorized, or its access was revoked.
    #[error("the app has no access; complete an authorization flow first")]
    NotAuthorized,
    /// A redirect URL of an app is none that a browser is redirected to.
    #[error(
        "a redirect URL of the app is none of https, or of http on `localhost` or a loopback address, or is there twice"
    )]
    RedirectUrl,
    /// A token is not an active refresh token.
    #[error("the token is not an active refresh token; issue new tokens")]
    RefreshToken,
    /// The address is not a loopback address.
    #[error("a sandbox listens on loopback only, not on {address}; use 127.0.0.1:0")]
    NotLoopback {
        /// The address.
        address: SocketAddr,
    },
    /// The address cannot be listened on.
    #[error("the sandbox cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's error.
        source: io::Error,
    },
}
