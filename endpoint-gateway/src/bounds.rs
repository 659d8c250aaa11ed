//! Bounds of time, size and number.

use std::time::Duration;

/// The bounds of a gateway.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bounds {
    /// The time to connect to the upstream, the TLS handshake included: 5 seconds.
    pub connect: Duration,
    /// The time until the upstream's answer begins, the request's body included: 30 seconds.
    pub head: Duration,
    /// The time until the answer has been passed on: 60 seconds.
    pub total: Duration,
    /// The time for a caller's TLS handshake: 10 seconds.
    pub handshake: Duration,
    /// The time for the head of a request, and for which a connection may be unused: 10 seconds.
    pub read_head: Duration,
    /// The time for which a caller may accept nothing of what is written to it: 20 seconds.
    pub stall: Duration,
    /// The time for which an unused connection is kept at the end, for a request that may be under way: 1 second.
    pub linger: Duration,
    /// The time for which the gateway waits at the end for requests that are under way: 30 seconds.
    pub drain: Duration,
    /// The longest body of a request, in bytes: 2 MiB.
    pub request_bytes: u64,
    /// The longest body of an answer, in bytes: 64 MiB.
    pub response_bytes: u64,
    /// The longest head of a request, in bytes, at least 8 KiB: 32 KiB.
    pub head_bytes: usize,
    /// The most connections at a time, each with one request at a time; others wait: 1024.
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
