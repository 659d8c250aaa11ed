//! A transport that replays recorded exchanges, for tests.

use std::{collections::VecDeque, fmt, sync::Mutex};

use bytes::Bytes;

use super::{
    Exchange, Transport, TransportError, TransportFuture,
    recorder::{lock, to_recorded},
};
use crate::body::Body;

/// A transport that replays a list of exchanges in order, without a network.
///
/// Each request must have the method, the path, the query and the body of the next exchange; the host and the headers may
/// differ.
pub struct Replay(Mutex<Remaining>);

/// The exchanges that are left, and the position of the next one.
struct Remaining {
    position: usize,
    exchanges: VecDeque<Exchange>,
}

/// An error of a [`Replay`]. Positions count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// More requests are sent than were recorded.
    #[error("request {position} has no recorded exchange; the recording has {}, so record it again", position - 1)]
    Exhausted {
        /// The position of the request.
        position: usize,
    },
    /// A request differs from the recorded one.
    #[error(
        "the {part} of request {position} differs from the recorded one; send the recorded requests in their order, or record them again"
    )]
    Mismatch {
        /// The position of the request.
        position: usize,
        /// The differing part: `method`, `path or query` or `body`.
        part: &'static str,
    },
}

impl Replay {
    /// Replays `exchanges`.
    pub fn new(exchanges: impl IntoIterator<Item = Exchange>) -> Self {
        Self(Mutex::new(Remaining { position: 1, exchanges: exchanges.into_iter().collect() }))
    }

    /// Returns the number of exchanges that are left.
    #[must_use]
    pub fn remaining(&self) -> usize {
        lock(&self.0).exchanges.len()
    }

    fn respond(&self, request: &http::Request<Bytes>) -> Result<http::Response<Bytes>, ReplayError> {
        let mut remaining = lock(&self.0);
        let position = remaining.position;
        remaining.position += 1;
        let Some(exchange) = remaining.exchanges.pop_front() else {
            return Err(ReplayError::Exhausted { position });
        };
        match difference(&exchange.request, request) {
            Some(part) => Err(ReplayError::Mismatch { position, part }),
            None => Ok(exchange.response),
        }
    }
}

fn difference(expected: &http::Request<Bytes>, request: &http::Request<Bytes>) -> Option<&'static str> {
    if expected.method() != request.method() {
        Some("method")
    } else if expected.uri().path_and_query() != request.uri().path_and_query() {
        Some("path or query")
    } else if expected.body() != request.body() {
        Some("body")
    } else {
        None
    }
}

impl Transport for Replay {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let response = self.respond(&to_recorded(&request));
        Box::pin(async move {
            let response = response.map_err(TransportError::other)?;
            Ok(response.map(Body::from))
        })
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Replay({} exchanges left)", self.remaining())
    }
}
