//! Responses that are read as they arrive: bytes, server-sent events, lines of JSON.
//!
//! A call of an endpoint with `response = stream`, `sse` or `ndjson` ends with the head of the response, and its result is a [`ByteStream`], an
//! [`EventStream`] or [`Lines`]. Each is a [`Stream`], and has a method `next` of its own. It reads no more than it is asked for, so that a slow reader
//! slows the server down, and holds no more than one chunk and one unfinished event or line. Dropping it ends the transfer.
//!
//! * The call's timeout limits the time until the head has arrived, and then the time between two chunks, for which `idle = "5m"` declares another.
//! * The client's `max_response_bytes` limits one event or line, and not the whole.
//! * A stream that breaks off ends with a [`StreamError`], whose stage is that of an [`Error`](crate::Error). It converts to any `Error`, so that `?`
//!   works in functions with any error body.
//! * gzip, deflate and br are decoded on the way with the features `gzip` and `brotli`, other content encodings are refused.
//!
//! A server returns the same types, made of any stream:
//!
//! ```
//! # #[cfg(feature = "server")] {
//! use endpoint_runtime::{Client, Result, endpoints, stream::{Event, EventStream, Stream}};
//! # use std::{pin::Pin, task::{Context, Poll}};
//! # struct Countdown(u8);
//! # impl Stream for Countdown {
//! #     type Item = Result<Event<u8>>;
//! #     fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
//! #         let left = self.0.checked_sub(1);
//! #         Poll::Ready(left.map(|left| { self.0 = left; Ok(Event::new(left)) }))
//! #     }
//! # }
//! #[endpoints(server)]
//! pub trait Launches {
//!     #[endpoint(GET "/countdown", response(sse, done = "[DONE]"))]
//!     async fn countdown(&self) -> Result<EventStream<u8>>;
//! }
//!
//! struct Pad;
//!
//! impl Launches for Pad {
//!     async fn countdown(&self, _: CountdownRequest) -> Result<EventStream<u8>> {
//!         Ok(EventStream::new(Countdown(3)))
//!     }
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let launches = LaunchesClient::from(Client::builder().service(LaunchesServer::new(Pad)).build()?);
//! let mut events = launches.countdown(CountdownRequest::new()).await?;
//! let mut counted = Vec::new();
//! while let Some(event) = events.next().await {
//!     counted.push(event?.data);
//! }
//! assert_eq!(counted, [2, 1, 0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! # }
//! ```

mod byte_stream;
mod content;
#[cfg(feature = "server")]
mod encode;
mod error;
mod event;
mod event_parser;
mod event_stream;
mod line_parser;
mod lines;
mod reconnect;
mod source;
mod tagged;
#[cfg(feature = "dynamic")]
mod untyped;

pub use byte_stream::ByteStream;
pub(crate) use content::ContentDecoder;
#[cfg(feature = "server")]
pub(crate) use encode::with_end_marker;
pub use error::StreamError;
pub use event::Event;
pub use event_stream::EventStream;
pub use futures_core::Stream;
pub use lines::Lines;
pub(crate) use source::{Idle, Source, StreamedBody};
#[cfg(feature = "server")]
pub(crate) use tagged::with_event_names;
#[cfg(feature = "dynamic")]
pub(crate) use untyped::{event_value, read_all};
