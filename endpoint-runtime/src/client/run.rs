//! One call, from its first attempt to its outcome. Nothing here is generic, so that it is compiled once.

use std::{pin::pin, time::Duration};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use secrecy::ExposeSecret;
use tokio::time::sleep;
use tracing::Instrument as _;

use super::{
    Client, Shared,
    deadline::{Deadline, has_no_runtime, start_timer},
    receive::receive,
    request::{CallRequest, Source},
};
use crate::{
    auth::Credential,
    body::Body,
    error::{Failure, Stage},
    header::rules,
    redact::Secrets,
    response::Outcome,
    retry, trace,
};

/// The longest time that a provider may make a call wait that has no total timeout.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// A call that has not started: its request and its options.
pub(super) struct NewCall {
    pub(super) request: CallRequest,
    pub(super) timeout: Option<Duration>,
    pub(super) max_attempts: u32,
}

impl NewCall {
    pub(super) fn new(client: Client, source: Source) -> Self {
        let (max_attempts, timeout) = (client.0.retry.max_attempts, client.0.timeout);
        let request = CallRequest::new(client, source);
        Self { timeout: request.metadata().and_then(|metadata| metadata.timeout).or(timeout), max_attempts, request }
    }

    pub(super) fn operation(&self) -> Option<&'static str> {
        self.request.metadata().map(|metadata| metadata.id)
    }
}

/// Runs a call to its end.
pub(super) async fn run(call: NewCall) -> Outcome {
    let operation = call.operation();
    let mut run = Run { call, resends: 0, secrets: Secrets::default(), fetched: None };
    let result = match run.start().await {
        Ok(response) => {
            run.shared().budget.give_back();
            Ok(response)
        }
        Err(failure) => Err(run.completed(failure)),
    };
    Outcome { result, operation }
}

/// A call that has started.
struct Run {
    call: NewCall,
    /// How often the request was sent again.
    resends: u32,
    /// The sensitive values of the request, which errors do not show.
    secrets: Secrets,
    /// The credential that was fetched for the last attempt.
    fetched: Option<Credential>,
}

impl Run {
    fn shared(&self) -> &Shared {
        &self.call.request.client.0
    }

    /// Starts the clock and the span, unless the request is refused.
    async fn start(&mut self) -> Result<Response<Bytes>, Box<Failure>> {
        let request = self.write()?;
        let limit = self.call.timeout;
        let timer = pin!(start_timer(limit)?);
        let mut deadline = Deadline::new(limit, timer);
        let span = trace::span(request.method(), self.call.request.metadata(), request.uri());
        let result = self.attempts(request, &mut deadline).instrument(span.clone()).await;
        trace::record(&span, self.resends, result.as_ref().map(Response::status).map_err(|failure| &**failure));
        result
    }

    fn write(&mut self) -> Result<Request<Bytes>, Box<Failure>> {
        let encoded = self.call.request.write().map_err(|error| Box::new(Failure::internal(Stage::Encode, error)))?;
        self.secrets = encoded.secrets;
        Ok(encoded.request)
    }

    /// Sends the request until it succeeds, or fails and is not to be repeated.
    async fn attempts(
        &mut self,
        mut request: Request<Bytes>,
        deadline: &mut Deadline<'_>,
    ) -> Result<Response<Bytes>, Box<Failure>> {
        loop {
            let failure = match self.attempt(request, deadline).await {
                Ok(response) => return Ok(response),
                Err(failure) => failure,
            };
            let Some(delay) = self.delay(&failure, deadline) else {
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
            deadline.within(sleep(delay)).await?;
            request = self.write()?;
        }
    }

    /// Sends the request once.
    async fn attempt(
        &mut self,
        request: Request<Bytes>,
        deadline: &mut Deadline<'_>,
    ) -> Result<Response<Bytes>, Box<Failure>> {
        let authenticator = self.call.request.authenticator();
        if let Some(authenticator) = &authenticator {
            let fetched = deadline.within(authenticator.credential()).await?;
            self.fetched = Some(fetched.map_err(|source| Box::new(Failure::new(Stage::Auth, source)))?);
        }
        let request = self.authenticated(request)?.map(Body::from);
        let response = self.shared().transport.send(request);
        let response =
            deadline.within(response).await?.map_err(|error| Box::new(Failure::new(error.stage(), error)))?;
        if let (StatusCode::UNAUTHORIZED, Some(authenticator)) = (response.status(), &authenticator) {
            authenticator.rejected();
        }
        Outcome::of_response(receive(response, self.shared().max_response_bytes, deadline).await?).result
    }

    fn credential(&self) -> Option<&Credential> {
        self.call.request.fixed_credential().or(self.fetched.as_ref())
    }

    /// Adds the credential, which replaces no other header.
    fn authenticated(&self, mut request: Request<Bytes>) -> Result<Request<Bytes>, Box<Failure>> {
        if let Some(credential) = self.credential() {
            if request.headers().contains_key(&credential.name) {
                return Err(Box::new(Failure::internal(Stage::Encode, rules::credential_conflict(&credential.name))));
            }
            request.headers_mut().insert(&credential.name, credential.value.clone());
        }
        Ok(request)
    }

    /// Returns the time to wait before the next attempt, or `None` if there is to be none.
    fn delay(&self, failure: &Failure, deadline: &Deadline<'_>) -> Option<Duration> {
        // The total timeout ends a call, even while the body of a passing failure arrives.
        let may_repeat = failure.stage != Stage::Timeout && self.resends + 1 < self.call.max_attempts;
        if !may_repeat || !self.is_retryable(failure) {
            return None;
        }
        let headers = failure.response.as_ref().map(Response::headers);
        let backoff = self.shared().retry.backoff(self.resends);
        let delay = backoff.max(headers.and_then(retry::retry_after).unwrap_or_default());
        let longest = deadline.remaining().unwrap_or_else(|| LONGEST_WAIT.max(backoff));
        (delay <= longest && self.shared().budget.take()).then_some(delay)
    }

    fn is_retryable(&self, failure: &Failure) -> bool {
        retry::is_retryable(failure, self.call.request.is_idempotent())
    }

    /// Completes a failure by what the caller is to know, and by what must not be shown.
    fn completed(&mut self, mut failure: Box<Failure>) -> Box<Failure> {
        let mut secrets = std::mem::take(&mut self.secrets);
        if let Some(credential) = self.credential() {
            secrets.add_header(&credential.value);
            secrets.add(credential.secret.expose_secret());
        }
        failure.secrets = secrets;
        failure.operation = self.call.operation();
        failure.retryable = self.is_retryable(&failure) && !has_no_runtime(&failure);
        failure
    }
}
