//! What can go wrong with a sandbox itself.

use std::{io, net::SocketAddr};

/// Why a sandbox cannot be filled, issues no token or cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// Something is named that is not there.
    #[error("the sandbox has no such {what}; add it first")]
    Unknown {
        /// The kind of thing.
        what: &'static str,
    },
    /// An id, slug or external id is in use.
    #[error("the sandbox has another {what} with this id, slug or external id")]
    Taken {
        /// The kind of thing.
        what: &'static str,
    },
    /// There is no room.
    #[error("the sandbox is full: it holds {limit} of each kind, and has as many of this one: {what}")]
    Full {
        /// The kind of thing.
        what: &'static str,
        /// How many there may be.
        limit: usize,
    },
    /// The app has no access: it was never authorised, or its access was revoked.
    #[error("the app has no access; complete an authorization flow first (`Sandbox::authorize`)")]
    NotAuthorized,
    /// A token is not an active refresh token.
    #[error("the token is no active refresh token")]
    RefreshToken,
    /// The address is reachable from elsewhere.
    #[error("a sandbox listens on loopback only, not on {address}; use 127.0.0.1:0")]
    NotLoopback {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// The address cannot be listened on.
    #[error("the sandbox cannot listen on {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
}
