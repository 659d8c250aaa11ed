//! The future of a call, whose options can be set until it is polled for the first time.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use http::HeaderValue;

use super::{
    Client,
    request::Source,
    run::{NewCall, run},
};
use crate::{header::rules, response::Outcome};

/// A call of any kind. Its outcome is not decoded yet.
pub(crate) struct CallFuture {
    operation: Option<&'static str>,
    state: State,
}

enum State {
    New(NewCall),
    Running(Pin<Box<dyn Future<Output = Outcome> + Send>>),
    Ended,
}

impl CallFuture {
    /// Creates the call. It is not inlined, so that the code for it is not generated once more for each endpoint.
    #[inline(never)]
    pub(crate) fn new(client: Client, source: Source) -> Self {
        let call = NewCall::new(client, source);
        Self { operation: call.operation(), state: State::New(call) }
    }

    pub(crate) fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// Returns the call's options, unless it has started.
    fn options(&mut self) -> Option<&mut NewCall> {
        if let State::New(call) = &mut self.state { Some(call) } else { None }
    }

    pub(crate) fn set_timeout(&mut self, limit: impl Into<Option<Duration>>) {
        if let Some(options) = self.options() {
            options.timeout = limit.into();
        }
    }

    pub(crate) fn set_header<V: TryInto<HeaderValue>>(&mut self, name: impl AsRef<str>, value: V) {
        if let Some(options) = self.options() {
            options.request.set_header(rules::validate(name.as_ref(), value));
        }
    }

    /// Sets whether a response that could be read as it arrives is collected.
    #[cfg(feature = "dynamic")]
    pub(crate) fn set_collected(&mut self, is_collected: bool) {
        if let Some(options) = self.options() {
            options.is_collected = is_collected;
        }
    }

    pub(crate) fn set_no_retry(&mut self) {
        if let Some(options) = self.options() {
            options.max_attempts = 1;
        }
    }
}

impl Future for CallFuture {
    type Output = Outcome;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        if let State::New(_) = self.state
            && let State::New(call) = mem::replace(&mut self.state, State::Ended)
        {
            self.state = State::Running(Box::pin(run(call)));
        }
        let State::Running(running) = &mut self.state else {
            // A future that is polled after its end would usually panic.
            return Poll::Pending;
        };
        let outcome = ready!(running.as_mut().poll(context));
        self.state = State::Ended;
        Poll::Ready(outcome)
    }
}
