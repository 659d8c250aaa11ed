//! A call as a future. It is written by hand, so that a call is one allocation, which its options are set in, and nothing
//! moves.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use tokio::time::Sleep;

use super::{Client, raw, run::Run};
use crate::{error::EncodeError, metadata::Metadata, response::Outcome};

pin_project_lite::pin_project! {
    /// A call under its total timeout.
    pub(crate) struct Exchange {
        run: Run,
        #[pin]
        timer: Option<Sleep>,
    }
}

impl Exchange {
    pub(super) fn of_endpoint(
        client: Client,
        metadata: &'static Metadata,
        request: Result<http::Request<Bytes>, EncodeError>,
    ) -> Pin<Box<Self>> {
        let timeout = metadata.timeout.or(client.0.timeout);
        Self::new(client, Some(metadata), timeout, request)
    }

    pub(super) fn of_raw(client: Client, request: http::Request<Bytes>) -> Pin<Box<Self>> {
        let timeout = client.0.timeout;
        let request = raw::checked(&client, request);
        Self::new(client, None, timeout, request)
    }

    fn new(
        client: Client,
        metadata: Option<&'static Metadata>,
        timeout: Option<Duration>,
        request: Result<http::Request<Bytes>, EncodeError>,
    ) -> Pin<Box<Self>> {
        Box::pin(Self { run: Run::new(client, metadata, timeout, request), timer: None })
    }

    /// The call's options, as long as it has not started.
    pub(super) fn options(self: Pin<&mut Self>) -> Option<&mut Run> {
        let run = self.project().run;
        run.is_new().then_some(run)
    }

    pub(super) fn operation(&self) -> Option<&'static str> {
        self.run.operation()
    }
}

impl Future for Exchange {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let mut this = self.project();
        let run = this.run;
        if run.has_ended() {
            // Polled after its end; what others answer with a panic.
            return Poll::Pending;
        }
        if run.is_new() {
            match run.start() {
                Ok(timer) => this.timer.set(Some(timer)),
                Err(failure) => return Poll::Ready(run.outcome(Err(failure))),
            }
        }
        let ended = ready!(run.poll_within(this.timer, context));
        Poll::Ready(run.outcome(ended))
    }
}
