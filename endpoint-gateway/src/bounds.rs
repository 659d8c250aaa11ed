//! The gateway's timeouts and size limits.

use std::time::Duration;

/// The timeouts and size limits of a gateway.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bounds {
    /// The timeout of a connection to the upstream, the TLS handshake included: 5 seconds.
    pub connect: Duration,
    /// The time until the upstream's response begins, the request's body included: 30 seconds.
    pub head: Duration,
    /// The time until the response has been forwarded: 60 seconds.
    pub total: Duration,
    /// The timeout of a caller's TLS handshake: 10 seconds.
    pub handshake: Duration,
    /// The timeout of a request's head, and of an idle connection: 10 seconds.
    pub read_head: Duration,
    /// The time for which a caller may read nothing of the response: 20 seconds.
    pub stall: Duration,
    /// The time for which an idle connection is kept at shutdown, for a request that is on its way: 1 second.
    pub linger: Duration,
    /// The time for which the gateway waits at shutdown for requests that have begun: 30 seconds.
    pub drain: Duration,
    /// The maximum length of a request's body, in bytes: 2 MiB.
    pub request_bytes: u64,
    /// The maximum length of a response's body, in bytes: 64 MiB.
    pub response_bytes: u64,
    /// The maximum length of a request's head, in bytes, at least 8 KiB: 32 KiB.
    pub head_bytes: usize,
    /// The maximum number of connections, each with one request at a time; others wait: 1024.
    pub connections: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            head: Duration::from_secs(30),
            total: Duration::from_secs(60),
            handshake: Duration::from_secs(10),
            read_head: Duration::from_secs(10),
            stall: Duration::from_secs(20),
            linger: Duration::from_secs(1),
            drain: Duration::from_secs(30),
            request_bytes: 2 * 1024 * 1024,
            response_bytes: 64 * 1024 * 1024,
            head_bytes: 32 * 1024,
            connections: 1024,
        }
    }
}
