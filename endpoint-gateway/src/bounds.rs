//! Bounds of time, size and number.

use std::time::Duration;

/// How long, how large and how many things may be.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Bounds {
    /// How long a connection to the upstream may take, its TLS handshake included: 5 seconds.
    pub connect: Duration,
    /// How long a request may take until the upstream's answer begins, the request's body included: 30 seconds.
    pub head: Duration,
    /// How long a request may take until its answer has been passed on: 60 seconds.
    pub total: Duration,
    /// How long a caller's TLS handshake may take: 10 seconds.
    pub handshake: Duration,
    /// How long a caller may take to send the head of a request, and how long a connection may be unused: 10 seconds.
    pub read_head: Duration,
    /// How long a caller may take none of what is written to it: 20 seconds.
    pub stall: Duration,
    /// How long a connection that is unused at the end is kept for a request that may be under way to it: 1 second.
    pub linger: Duration,
    /// How long the requests that are under way are waited for at the end: 30 seconds.
    pub drain: Duration,
    /// The longest body of a request, in bytes: 2 MiB.
    pub request_bytes: u64,
    /// The longest body of an answer, in bytes: 64 MiB.
    pub response_bytes: u64,
    /// The longest head of a request, in bytes, at least 8 KiB: 32 KiB.
    pub head_bytes: usize,
    /// How many connections are served at a time, each with one request at a time; others wait: 1024.
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
