//! A call as a future. It is written by hand, so that a call is one allocation, which its options are set in, and nothing
//! moves.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderValue, Request};
use tokio::time::Sleep;

use super::{Client, headers, run::Run};
use crate::{error::EncodeError, metadata::Metadata, request::Encoder, response::Outcome};

/// What the request of each attempt is written from: a request is cheaper to write twice than to copy once.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    Endpoint(&'static Metadata, &'a dyn Fn(&mut Encoder<'_>)),
    /// A request of the caller's, or why it is refused.
    Raw(&'a Result<Request<Bytes>, EncodeError>),
}

pin_project_lite::pin_project! {
    /// A call under its total timeout.
    pub(crate) struct Exchange {
        run: Run,
        #[pin]
        timer: Option<Sleep>,
    }
}

impl Exchange {
    pub(crate) fn new(client: Client, metadata: Option<&'static Metadata>) -> Pin<Box<Self>> {
        Box::pin(Self { run: Run::new(client, metadata), timer: None })
    }

    /// The call's options, as long as it has not started.
    pub(super) fn options(self: Pin<&mut Self>) -> Option<&mut Run> {
        let run = self.project().run;
        run.is_new().then_some(run)
    }

    pub(crate) fn set_timeout(self: Pin<&mut Self>, limit: impl Into<Option<Duration>>) {
        if let Some(options) = self.options() {
            options.set_timeout(limit.into());
        }
    }

    pub(crate) fn set_header<V: TryInto<HeaderValue>>(self: Pin<&mut Self>, name: impl AsRef<str>, value: V) {
        if let Some(options) = self.options() {
            options.set_header(headers::checked(name.as_ref(), value));
        }
    }

    pub(crate) fn set_no_retry(self: Pin<&mut Self>) {
        if let Some(options) = self.options() {
            options.set_no_retry();
        }
    }

    pub(crate) fn operation(&self) -> Option<&'static str> {
        self.run.operation()
    }

    /// As of a future. The source is the same each time; whoever polls keeps it.
    pub(crate) fn poll(self: Pin<&mut Self>, source: Source<'_>, context: &mut Context<'_>) -> Poll<Outcome> {
        let mut this = self.project();
        let run = this.run;
        if run.has_ended() {
            // Polled after its end; what others answer with a panic.
            return Poll::Pending;
        }
        if run.is_new() {
            match run.start(source) {
                Ok(timer) => this.timer.set(Some(timer)),
                Err(failure) => return Poll::Ready(run.outcome(Err(failure), source)),
            }
        }
        let ended = ready!(run.poll_within(this.timer, source, context));
        Poll::Ready(run.outcome(ended, source))
    }
}
