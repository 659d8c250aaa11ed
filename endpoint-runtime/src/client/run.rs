//! One call from its first attempt to its outcome. Nothing here is generic: it is compiled once.

use std::{
    panic::catch_unwind,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use tokio::time::{Instant, Sleep, sleep, sleep_until};
use tracing::Span;

use super::{
    Client, Source,
    receive::{Received, Unread},
    request::Requests,
};
use crate::{
    auth::Credential,
    body::Body,
    error::{BoxError, EncodeError, Failure, Stage},
    metadata::Metadata,
    response::Outcome,
    retry, trace,
    transport::TransportFuture,
};

/// How long a provider may have a call wait that has no total timeout.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// A call without its timer.
pub(super) struct Run {
    client: Client,
    metadata: Option<&'static Metadata>,
    idempotent: bool,
    requests: Requests,
    timeout: Option<Duration>,
    deadline: Option<Instant>,
    most_attempts: u32,
    /// How often the request was sent again.
    resends: u32,
    phase: Phase,
    /// The response of the attempt under way, as far as it has arrived.
    received: Option<Received>,
    span: Span,
}

/// What a call is waiting for.
enum Phase {
    /// To be polled for the first time.
    New,
    /// A credential, for a request that is written.
    Fetching(Pin<Box<dyn Future<Output = Result<Credential, BoxError>> + Send>>, Box<Request<Bytes>>),
    /// The response's head.
    Sending(TransportFuture),
    /// The response's body.
    Reading(Body),
    /// The time of the next attempt.
    Waiting(Pin<Box<Sleep>>),
    /// Nothing; a successful response is in `received`.
    Ended,
}

pub(super) type Ended = Result<(), Box<Failure>>;

impl Run {
    pub(super) fn new(client: Client, metadata: Option<&'static Metadata>) -> Self {
        Self {
            most_attempts: client.0.retry.max_attempts,
            timeout: metadata.and_then(|metadata| metadata.timeout).or(client.0.timeout),
            idempotent: metadata.is_some_and(|metadata| metadata.idempotent),
            requests: Requests::new(metadata),
            client,
            metadata,
            deadline: None,
            resends: 0,
            phase: Phase::New,
            received: None,
            span: Span::none(),
        }
    }

    pub(super) fn is_new(&self) -> bool {
        matches!(self.phase, Phase::New)
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(self.phase, Phase::Ended)
    }

    pub(super) fn set_timeout(&mut self, limit: Option<Duration>) {
        self.timeout = limit;
    }

    pub(super) fn set_idempotent(&mut self, idempotent: bool) {
        self.idempotent = idempotent;
    }

    pub(super) fn set_no_retry(&mut self) {
        self.most_attempts = 1;
    }

    pub(super) fn set_header(&mut self, header: Result<(HeaderName, HeaderValue), EncodeError>) {
        self.requests.set_header(&self.client, header);
    }

    pub(super) fn operation(&self) -> Option<&'static str> {
        self.metadata.map(|metadata| metadata.id)
    }

    /// Starts the clock; nothing starts when the request is refused, no Tokio runtime with timers is there, or no time is
    /// given.
    pub(super) fn start(&mut self, source: Source<'_>) -> Result<Sleep, Box<Failure>> {
        let request = self.written(source)?;
        let timer = self.timer().ok_or_else(|| Box::new(Failure::internal(Stage::Connect, NoRuntime)))?;
        if self.timeout == Some(Duration::ZERO) {
            return Err(Box::new(Failure::internal(Stage::Timeout, TimedOut(Duration::ZERO))));
        }
        self.span = trace::span(request.method(), self.metadata, request.uri());
        self.phase = self.attempt(request);
        Ok(timer)
    }

    fn written(&self, source: Source<'_>) -> Result<Request<Bytes>, Box<Failure>> {
        self.requests.written(&self.client, source).map_err(|error| Box::new(Failure::internal(Stage::Encode, error)))
    }

    fn timer(&mut self) -> Option<Sleep> {
        tokio::runtime::Handle::try_current().ok()?;
        let now = Instant::now();
        self.deadline = self.timeout.and_then(|timeout| now.checked_add(timeout));
        let until = self.deadline.unwrap_or(now);
        // Panics in a runtime without timers, and nothing else would tell.
        catch_unwind(|| sleep_until(until)).ok()
    }

    pub(super) fn poll_within(
        &mut self,
        timer: Pin<&mut Option<Sleep>>,
        source: Source<'_>,
        context: &mut Context<'_>,
    ) -> Poll<Ended> {
        let span = self.span.clone();
        let _entered = span.enter();
        if let Poll::Ready(ended) = self.poll(source, context) {
            return Poll::Ready(ended);
        }
        if let (Some(_), Some(timer)) = (self.deadline, timer.as_pin_mut()) {
            ready!(timer.poll(context));
            return Poll::Ready(Err(Box::new(Failure {
                response: self.received.take().map(Received::into_response),
                ..Failure::internal(Stage::Timeout, TimedOut(self.timeout.unwrap_or_default()))
            })));
        }
        Poll::Pending
    }

    fn poll(&mut self, source: Source<'_>, context: &mut Context<'_>) -> Poll<Ended> {
        loop {
            let next = match &mut self.phase {
                Phase::New => self.written(source).map(|request| self.attempt(request)),
                Phase::Fetching(credential, request) => match ready!(credential.as_mut().poll(context)) {
                    Ok(credential) => {
                        let request = std::mem::take(&mut **request);
                        self.requests.credential = Some(Box::new(credential));
                        Ok(self.send(request))
                    }
                    Err(source) => Err(Box::new(Failure::new(Stage::Auth, source))),
                },
                Phase::Sending(response) => match ready!(response.as_mut().poll(context)) {
                    Ok(response) => Ok(self.receive(response)),
                    Err(error) => Err(Box::new(Failure::new(error.stage(), error))),
                },
                Phase::Reading(body) => {
                    let limit = self.client.0.max_response_bytes;
                    let Some(received) = &mut self.received else {
                        return Poll::Pending;
                    };
                    let read = ready!(received.poll_read(body, limit, context));
                    self.sorted(read)
                }
                Phase::Waiting(pause) => {
                    ready!(pause.as_mut().poll(context));
                    self.written(source).map(|request| self.attempt(request))
                }
                Phase::Ended => return Poll::Ready(Ok(())),
            };
            self.phase = match next {
                Ok(phase) => phase,
                Err(failure) => match self.delay(&failure) {
                    Some(delay) => self.wait(delay, &failure),
                    None => return Poll::Ready(Err(failure)),
                },
            };
        }
    }

    fn attempt(&mut self, request: Request<Bytes>) -> Phase {
        match self.requests.fetched(&self.client) {
            // Boxed once more, so that it owns what it is fetched from.
            Some(from) => Phase::Fetching(Box::pin(async move { from.credential().await }), Box::new(request)),
            None => self.send(request),
        }
    }

    fn send(&self, request: Request<Bytes>) -> Phase {
        let request = self.requests.completed(&self.client, request);
        Phase::Sending(self.client.0.transport.send(request))
    }

    fn receive(&mut self, response: Response<Body>) -> Phase {
        let (parts, body) = response.into_parts();
        if parts.status == StatusCode::UNAUTHORIZED
            && let Some(from) = self.requests.fetched(&self.client)
        {
            from.rejected();
        }
        self.received = Some(Received::new(parts));
        Phase::Reading(body)
    }

    /// Tells a success from a failure, which takes what has been received with it.
    fn sorted(&mut self, read: Result<(), Unread>) -> Result<Phase, Box<Failure>> {
        let is_success = |received: &Received| received.status().is_success();
        if read.is_ok() && self.received.as_ref().is_some_and(is_success) {
            return Ok(Phase::Ended);
        }
        let response = self.received.take().map(Received::into_response);
        let failure = read.map_or_else(Unread::into_failure, |()| Failure::bare(Stage::Api));
        Err(Box::new(Failure { response, ..failure }))
    }

    /// How long to wait before the next attempt; `None` when there is to be none.
    fn delay(&self, failure: &Failure) -> Option<Duration> {
        let shared = &self.client.0;
        if self.resends + 1 >= self.most_attempts || !retry::is_retryable(failure, self.idempotent) {
            return None;
        }
        let headers = failure.response.as_ref().map(Response::headers);
        let backoff = shared.retry.backoff(self.resends);
        let delay = backoff.max(headers.and_then(retry::retry_after).unwrap_or_default());
        let left = match self.deadline {
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
            None => LONGEST_WAIT.max(backoff),
        };
        (delay <= left && shared.budget.take()).then_some(delay)
    }

    fn wait(&mut self, delay: Duration, failure: &Failure) -> Phase {
        self.resends += 1;
        tracing::debug!(
            resend = self.resends,
            delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
            status = failure.response.as_ref().map(|response| response.status().as_u16()),
            stage = failure.stage.name(),
            "repeating the call"
        );
        Phase::Waiting(Box::pin(sleep(delay)))
    }

    pub(super) fn outcome(&mut self, ended: Ended, source: Source<'_>) -> Outcome {
        self.phase = Phase::Ended;
        let operation = self.operation();
        let result = match (ended, self.received.take()) {
            (Ok(()), Some(received)) => {
                self.client.0.budget.give_back();
                trace::record(&self.span, self.resends, Ok(received.status()));
                Ok(received.into_response())
            }
            // A call that ends well leaves its response.
            (Ok(()), None) => Err(Box::new(Failure::bare(Stage::Transport))),
            (Err(mut failure), _) => {
                failure.operation = operation;
                failure.retryable = retry::is_retryable(&failure, self.idempotent) && !NoRuntime::caused(&failure);
                failure.secrets = self.requests.secrets(&self.client, source);
                trace::record(&self.span, self.resends, Err(&failure));
                Err(failure)
            }
        };
        // Closes the span now, however long the call's future is kept.
        self.span = Span::none();
        Outcome { result, operation }
    }
}

#[derive(Debug, thiserror::Error)]
#[error(
    "no complete response within {0:?}; raise the call's, the endpoint's or the client's `timeout` if it may take longer"
)]
struct TimedOut(Duration);

#[derive(Debug, thiserror::Error)]
#[error(
    "calls run in a Tokio runtime with its timers on (`#[tokio::main]`, or `enable_all` on the builder); without one use the blocking client"
)]
struct NoRuntime;

impl NoRuntime {
    fn caused(failure: &Failure) -> bool {
        failure.source.as_ref().is_some_and(|source| source.is::<Self>())
    }
}
