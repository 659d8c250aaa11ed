//! The body of a peer's message with a maximum length. It is streamed, never collected.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::Body;

/// A body that ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("the body is too large")]
    TooLarge,
    #[error("the body took too long")]
    Timeout,
    #[error("the sender ended the body early")]
    Broken(#[source] hyper::Error),
}

/// A body with a maximum length, in bytes. Trailers are dropped: none are declared.
pub(crate) struct LimitedBody<B> {
    pub(crate) body: B,
    left: u64,
}

impl<B: Body<Data = Bytes, Error = hyper::Error> + Unpin> LimitedBody<B> {
    pub(crate) fn new(body: B, max_bytes: u64) -> Self {
        Self { body, left: max_bytes }
    }

    /// Polls for the next piece of data.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        loop {
            let frame = match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(BodyError::Broken(error)))),
                Some(Ok(frame)) => frame,
            };
            let Ok(data) = frame.into_data() else { continue };
            let Some(left) = self.left.checked_sub(data.len() as u64) else {
                return Poll::Ready(Some(Err(BodyError::TooLarge)));
            };
            self.left = left;
            return Poll::Ready(Some(Ok(data)));
        }
    }
}
