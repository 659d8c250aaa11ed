//! A call whose response is read as it arrives.

use std::{
    pin::{Pin, pin},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response};
use http_body::{Body as _, Frame};
use tokio::{
    runtime::Id,
    time::{Instant, Sleep},
};
use tracing::Span;

use super::{
    run::{Run, run},
    scope::{Scope, current_runtime, poll_timer, start_timer},
};
use crate::{
    body::Body,
    error::{Failure, Stage},
    no_runtime::OtherRuntime,
    response::Outcome,
    stream::Idle,
};

/// A call whose response has begun: what its stream needs for its timeouts, its errors and its repetition.
pub(crate) struct StreamedCall {
    run: Run,
    span: Span,
    /// The response without its body.
    head: Response<()>,
    /// The longest time between two chunks.
    idle: Option<Duration>,
    timer: Option<Pin<Box<Sleep>>>,
    /// The end of the time in which the next chunk has to arrive; `None` while nobody waits for it.
    due: Option<Instant>,
    runtime: Option<Id>,
}

impl StreamedCall {
    pub(super) fn new(run: Run, span: Span, head: Response<()>, idle: Option<Duration>) -> Self {
        Self { run, span, head, idle, timer: None, due: None, runtime: current_runtime() }
    }

    /// Polls the next frame of the body, but not beyond the time between two chunks.
    pub(crate) fn poll_frame(
        &mut self,
        body: &mut Body,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Box<Failure>>>> {
        let polled = self.span.in_scope(|| Pin::new(body).poll_frame(context));
        if let Poll::Ready(frame) = polled {
            self.due = None;
            return Poll::Ready(
                frame.map(|frame| frame.map_err(|source| Box::new(Failure::new(Stage::Transport, source)))),
            );
        }
        if current_runtime().is_some_and(|current| self.runtime.is_some_and(|runtime| runtime != current)) {
            return Poll::Ready(Some(Err(Box::new(Failure::internal(Stage::Transport, OtherRuntime)))));
        }
        let Some(limit) = self.idle else { return Poll::Pending };
        match ready!(self.poll_idle(limit, context)) {
            Ok(()) => Poll::Ready(Some(Err(Box::new(Failure::internal(Stage::Timeout, Idle(limit)))))),
            Err(failure) => Poll::Ready(Some(Err(failure))),
        }
    }

    /// Polls the timer, which is started with the first wait for a chunk. It is set anew only once it ends, since most chunks arrive long
    /// before.
    fn poll_idle(&mut self, limit: Duration, context: &mut Context<'_>) -> Poll<Result<(), Box<Failure>>> {
        let due = *self.due.get_or_insert_with(|| Instant::now() + limit);
        let timer = match &mut self.timer {
            Some(timer) => timer,
            None => match start_timer(Some(limit)) {
                Ok((timer, _)) => self.timer.insert(Box::pin(timer)),
                Err(failure) => return Poll::Ready(Err(failure)),
            },
        };
        loop {
            ready!(poll_timer(timer.as_mut(), context))?;
            if timer.deadline() >= due {
                return Poll::Ready(Ok(()));
            }
            timer.as_mut().reset(due);
        }
    }

    /// Adds what is known of the call to a failure.
    pub(crate) fn complete_failure(&self, mut failure: Box<Failure>) -> Box<Failure> {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = self.head.status();
        response.headers_mut().clone_from(self.head.headers());
        failure.response = Some(response);
        let mut failure = self.run.complete_failure(failure);
        // A part of the stream has been read, which a repetition would give again.
        failure.retryable = false;
        failure
    }

    /// Sends the call again after a delay, to go on from an id.
    pub(crate) async fn send_again(self: Box<Self>, delay: Duration, last_id: String) -> Outcome {
        let mut call = self.run.into_call();
        let operation = call.operation();
        if let Err(failure) = wait(delay).await {
            return Outcome { result: Err(failure), operation };
        }
        // An id that no header can have is left out, as if there were none.
        if !last_id.is_empty()
            && let Ok(value) = HeaderValue::from_bytes(last_id.as_bytes())
        {
            call.request.set_header(Ok((const { HeaderName::from_static("last-event-id") }, value)));
        }
        // The type of a future does not contain itself.
        let again: Pin<Box<dyn Future<Output = Outcome> + Send>> = Box::pin(run(call));
        again.await
    }
}

async fn wait(delay: Duration) -> Result<(), Box<Failure>> {
    let (timer, runtime) = start_timer(None)?;
    let timer = pin!(timer);
    Scope::new(None, timer, runtime).delay(delay).await
}
