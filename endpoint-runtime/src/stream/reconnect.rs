//! The repetition of a call whose events have ended.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use http::StatusCode;

use super::{Source, StreamError, StreamedBody};
use crate::{client::StreamedCall, response::Outcome};

/// The time before the client reconnects, unless the server has set another.
const DEFAULT_RETRY: Duration = Duration::from_secs(3);
/// The bounds of the time, which doubles as long as no event arrives.
const MIN_RETRY: Duration = Duration::from_millis(10);
const MAX_RETRY: Duration = Duration::from_secs(60);

/// The state of reconnecting.
#[derive(Default)]
pub(super) struct Reconnect {
    call: Option<Pin<Box<dyn Future<Output = Outcome> + Send>>>,
    retry: Option<Duration>,
    /// The number of times that no event has arrived since the last one.
    vain: u32,
}

impl Reconnect {
    /// Notes that an event has arrived, which may set the time.
    pub(super) fn received(&mut self, retry: Option<Duration>) {
        self.retry = retry.or(self.retry);
        self.vain = 0;
    }

    /// Sends the call again after the time, to go on from an id.
    pub(super) fn start(&mut self, call: Box<StreamedCall>, last_id: &str) {
        let retry = self.retry.unwrap_or(DEFAULT_RETRY).max(MIN_RETRY);
        let delay = retry.saturating_mul(1 << self.vain.min(16)).min(MAX_RETRY.max(retry));
        self.vain = self.vain.saturating_add(1);
        self.call = Some(Box::pin(call.send_again(delay, last_id.to_owned())));
    }

    /// Polls the source of the next response; `None` if there is none.
    pub(super) fn poll_source(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Source, StreamError>>> {
        let Some(call) = &mut self.call else { return Poll::Ready(None) };
        let outcome = ready!(call.as_mut().poll(context));
        self.call = None;
        Poll::Ready(match outcome.result {
            Ok(response) if response.status() == StatusCode::NO_CONTENT => None,
            Ok(response) => Some(Ok(StreamedBody::take(&response))),
            Err(failure) => Some(Err(StreamError::new(*failure))),
        })
    }
}
