//! One call from its first attempt to its outcome. Nothing here is generic: it is compiled once.

use std::{
    future::poll_fn,
    panic::catch_unwind,
    pin::{Pin, pin},
    task::Poll,
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header::AUTHORIZATION};
use tokio::time::{Instant, Sleep, sleep, sleep_until};
use tracing::{Instrument, Span};

use super::{
    Client, headers, raw,
    receive::{Received, Unread},
    request::Requests,
};
use crate::{
    auth::Kind,
    error::{EncodeError, Failure, Stage},
    metadata::Metadata,
    response::Outcome,
    retry, trace,
};

/// How long a provider may have a call wait that has no total timeout.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// A call that has not started.
pub(crate) struct Exchange {
    client: Client,
    metadata: Option<&'static Metadata>,
    request: Result<http::Request<Bytes>, EncodeError>,
    pub(super) timeout: Option<Duration>,
    pub(super) attempts: u32,
}

impl Exchange {
    pub(super) fn of_endpoint(
        client: Client,
        metadata: &'static Metadata,
        request: Result<http::Request<Bytes>, EncodeError>,
    ) -> Self {
        Self {
            timeout: metadata.timeout.or(client.0.timeout),
            attempts: client.0.retry.max_attempts,
            metadata: Some(metadata),
            request,
            client,
        }
    }

    pub(super) fn of_raw(client: Client, request: http::Request<Bytes>) -> Self {
        Self {
            timeout: client.0.timeout,
            attempts: client.0.retry.max_attempts,
            metadata: None,
            request: raw::checked(&client, request),
            client,
        }
    }

    pub(super) fn operation(&self) -> Option<&'static str> {
        self.metadata.map(|metadata| metadata.id)
    }

    pub(super) fn set_header(&mut self, header: Result<(HeaderName, HeaderValue), EncodeError>) {
        let Ok(request) = &mut self.request else { return };
        let is_credential = |name: &HeaderName| match &self.client.0.auth.0 {
            Kind::Fixed(Ok(credential)) => *name == credential.name || *name == AUTHORIZATION,
            _ => *name == AUTHORIZATION,
        };
        let authenticated = self.metadata.is_none_or(|metadata| metadata.authenticated);
        match header {
            Ok((name, _)) if authenticated && is_credential(&name) => self.request = Err(headers::credentials(&name)),
            Ok((name, value)) => {
                // Fails beyond 32,768 headers, which no provider takes.
                let _ = request.headers_mut().try_insert(name, value);
            }
            Err(error) => self.request = Err(error),
        }
    }

    pub(super) fn start(self) -> Pin<Box<dyn Future<Output = Outcome> + Send>> {
        let operation = self.operation();
        let request = match self.request {
            Ok(request) => request,
            Err(error) => {
                let failure = Failure {
                    operation,
                    ..Failure::new(Stage::Encode, error)
                };
                let result = Err(Box::new(failure));
                return Box::pin(std::future::ready(Outcome { result, operation }));
            }
        };
        let template = self.metadata.map(|metadata| metadata.template);
        let span = trace::span(request.method(), template, request.uri());
        let idempotent = self
            .metadata
            .map_or_else(|| request.method().is_idempotent(), |metadata| metadata.idempotent);
        let mut run = Run {
            requests: Requests::new(self.metadata, request, self.attempts > 1),
            client: self.client,
            most_attempts: self.attempts,
            resends: 0,
            idempotent,
            operation,
            timeout: self.timeout,
            deadline: None,
            received: None,
            span: span.clone(),
        };
        if span.is_disabled() {
            Box::pin(async move { run.drive().await })
        } else {
            Box::pin(async move { run.drive().await }.instrument(span))
        }
    }
}

/// A call under way.
struct Run {
    client: Client,
    requests: Requests,
    most_attempts: u32,
    /// How often the request was sent again.
    resends: u32,
    idempotent: bool,
    operation: Option<&'static str>,
    timeout: Option<Duration>,
    deadline: Option<Instant>,
    /// The response of the attempt under way, as far as it has arrived.
    received: Option<Received>,
    span: Span,
}

impl Run {
    async fn drive(&mut self) -> Outcome {
        let ended = match self.timer() {
            Some(timer) => self.until(timer).await,
            None => Err(Box::new(Failure::new(Stage::Connect, NoRuntime))),
        };
        self.outcome(ended)
    }

    /// A timer for the deadline; `None` outside a Tokio runtime with timers.
    fn timer(&mut self) -> Option<Sleep> {
        tokio::runtime::Handle::try_current().ok()?;
        let now = Instant::now();
        self.deadline = self.timeout.and_then(|timeout| now.checked_add(timeout));
        let until = self.deadline.unwrap_or(now);
        // Panics in a runtime without timers, and nothing else would tell.
        catch_unwind(|| sleep_until(until)).ok()
    }

    /// Makes attempts until the call has ended or the time is up.
    async fn until(&mut self, timer: Sleep) -> Result<(), Box<Failure>> {
        let (limit, limited) = (self.timeout.unwrap_or_default(), self.deadline.is_some());
        let ended = {
            let mut timer = pin!(timer);
            let mut attempts = pin!(self.attempts());
            poll_fn(|context| match attempts.as_mut().poll(context) {
                Poll::Ready(ended) => Poll::Ready(Some(ended)),
                Poll::Pending if limited => timer.as_mut().poll(context).map(|()| None),
                Poll::Pending => Poll::Pending,
            })
            .await
        };
        ended.unwrap_or_else(|| {
            Err(Box::new(Failure {
                response: self.received.take().map(Received::into_response),
                ..Failure::new(Stage::Timeout, TimedOut(limit))
            }))
        })
    }

    async fn attempts(&mut self) -> Result<(), Box<Failure>> {
        loop {
            let Err(failure) = self.attempt().await else {
                return Ok(());
            };
            let Some(delay) = self.delay(&failure) else {
                return Err(failure);
            };
            self.resends += 1;
            tracing::debug!(
                resend = self.resends,
                delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
                status = failure.response.as_ref().map(|response| response.status().as_u16()),
                stage = failure.stage.name(),
                "repeating the call"
            );
            sleep(delay).await;
        }
    }

    /// Sends the request once and reads the response into `received`.
    async fn attempt(&mut self) -> Result<(), Box<Failure>> {
        self.received = None;
        if let Some(fetch) = self.requests.fetched(&self.client) {
            match fetch.credential().await {
                Ok(credential) => self.requests.credential = Some(credential),
                Err(source) => return Err(Box::new(Failure::new(Stage::Auth, source))),
            }
        }
        let request = self.requests.next_request(&self.client);
        let response = match self.client.0.transport.send(request).await {
            Ok(response) => response,
            Err(error) => return Err(Box::new(Failure::new(error.stage(), error))),
        };
        let (parts, body) = response.into_parts();
        let status = parts.status;
        if status == StatusCode::UNAUTHORIZED
            && let Some(fetch) = self.requests.fetched(&self.client)
        {
            fetch.rejected();
        }
        let received = self.received.insert(Received::new(parts));
        let read = received.read(body, self.client.0.max_response_bytes).await;
        if let (Ok(()), true) = (&read, status.is_success()) {
            return Ok(());
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
        let backoff = shared.retry.backoff(self.resends);
        let asked = failure
            .response
            .as_ref()
            .and_then(|response| retry::retry_after(response.headers()))
            .unwrap_or_default();
        let left = match self.deadline {
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
            None => LONGEST_WAIT.max(backoff),
        };
        let delay = backoff.max(asked);
        (delay <= left && shared.budget.take()).then_some(delay)
    }

    fn outcome(&mut self, ended: Result<(), Box<Failure>>) -> Outcome {
        let operation = self.operation;
        let result = match (ended, self.received.take()) {
            (Ok(()), Some(received)) => {
                self.client.0.budget.give_back();
                trace::record(&self.span, self.resends, Ok(received.status()));
                Ok(received.into_response())
            }
            // An attempt that ends well leaves its response.
            (Ok(()), None) => Err(Box::new(Failure::bare(Stage::Transport))),
            (Err(mut failure), _) => {
                failure.operation = operation;
                failure.retryable = retry::is_retryable(&failure, self.idempotent) && !NoRuntime::caused(&failure);
                failure.secrets = self.requests.secrets(&self.client);
                trace::record(&self.span, self.resends, Err(&failure));
                Err(failure)
            }
        };
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
