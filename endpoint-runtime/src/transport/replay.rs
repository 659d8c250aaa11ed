//! A transport that answers from recorded exchanges: for tests.

use std::{collections::VecDeque, fmt, sync::Mutex};

use bytes::Bytes;

use super::{
    Exchange, Transport, TransportError, TransportFuture,
    recording::{locked, recorded},
};
use crate::body::Body;

/// A transport that answers from a list of exchanges, in their order, without a network.
///
/// A request has to have the method, the path, the query and the body of the exchange whose turn it is; the host and the
/// headers may differ.
pub struct Replay {
    rest: Mutex<(usize, VecDeque<Exchange>)>,
}

/// Why a [`Replay`] has no response. Positions count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// More requests were sent than recorded.
    #[error("request {position} has no recorded exchange; there were {} in all", position - 1)]
    Exhausted {
        /// The request's position.
        position: usize,
    },
    /// The request is another one than the recorded one.
    #[error("request {position} has another {part} than the recorded one")]
    Mismatch {
        /// The request's position.
        position: usize,
        /// What differs: `method`, `path or query` or `body`.
        part: &'static str,
    },
}

impl Replay {
    /// Answers from `exchanges`.
    pub fn new(exchanges: impl IntoIterator<Item = Exchange>) -> Self {
        Self { rest: Mutex::new((1, exchanges.into_iter().collect())) }
    }

    /// How many exchanges have not been asked for.
    #[must_use]
    pub fn remaining(&self) -> usize {
        locked(&self.rest).1.len()
    }

    fn answer(&self, request: &http::Request<Bytes>) -> Result<http::Response<Bytes>, ReplayError> {
        let mut rest = locked(&self.rest);
        let (position, exchanges) = &mut *rest;
        let position = std::mem::replace(position, *position + 1);
        let Some(exchange) = exchanges.pop_front() else {
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
        let answer = self.answer(&recorded(&request));
        Box::pin(async move {
            let response = answer.map_err(TransportError::other)?;
            Ok(response.map(Body::from))
        })
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Replay({} exchanges left)", self.remaining())
    }
}
