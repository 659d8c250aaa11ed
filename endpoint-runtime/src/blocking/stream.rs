//! Streamed responses, as iterators.

use std::{fmt, future::poll_fn, pin::Pin};

use futures_core::Stream;

use super::Client;
use crate::stream::StreamError;

impl Client {
    /// Returns an iterator over a streamed response: the chunks of a [`ByteStream`](crate::stream::ByteStream), the events of an
    /// [`EventStream`](crate::stream::EventStream) or the values of [`Lines`](crate::stream::Lines).
    ///
    /// Its `next` blocks the thread until an item arrives. An iterator that is dropped ends the response.
    ///
    /// ```no_run
    /// use endpoint_runtime::{Result, blocking, endpoints, stream::Lines};
    ///
    /// #[endpoints]
    /// pub trait Pods {
    ///     #[endpoint(GET "/pods?watch=true", response = ndjson)]
    ///     async fn watch(&self) -> Result<Lines<String>>;
    /// }
    ///
    /// fn print(client: &blocking::Client) -> Result<()> {
    ///     for pod in client.iter(client.send(WatchRequest::new())?) {
    ///         println!("{}", pod?);
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn iter<T, S: Stream<Item = Result<T, StreamError>> + Unpin>(&self, stream: S) -> Iter<S> {
        Iter { client: self.clone(), stream, has_failed: false }
    }
}

/// An iterator over a streamed response. It ends as the stream does, and if it is used within a Tokio runtime.
#[must_use = "a stream is read by `next`"]
pub struct Iter<S> {
    client: Client,
    stream: S,
    /// True if there is no runtime to wait in.
    has_failed: bool,
}

impl<S> Iter<S> {
    /// Returns the stream.
    pub fn into_inner(self) -> S {
        self.stream
    }
}

impl<T, S: Stream<Item = Result<T, StreamError>> + Unpin> Iterator for Iter<S> {
    type Item = Result<T, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.has_failed {
            return None;
        }
        let Self { client, stream, has_failed } = self;
        match client.runtime() {
            Ok(runtime) => runtime.block_on(poll_fn(|context| Pin::new(&mut *stream).poll_next(context))),
            Err(error) => {
                *has_failed = true;
                Some(Err(StreamError::new(error.into_failure())))
            }
        }
    }
}

impl<S> fmt::Debug for Iter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("blocking::Iter").finish_non_exhaustive()
    }
}
