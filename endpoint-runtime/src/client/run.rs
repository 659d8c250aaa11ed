//! Running a call, from its first attempt to its outcome. Nothing here is generic, so that it is compiled once.

use std::{pin::pin, time::Duration};

use bytes::Bytes;
use http::{
    Request, Response, StatusCode,
    header::{CONTENT_ENCODING, CONTENT_LENGTH},
};
use http_body::Body as _;
use secrecy::ExposeSecret;
use tracing::Span;

use super::{
    Client, Shared,
    receive::Incoming,
    request::{CallRequest, Source, add_default},
    scope::{Scope, start_timer},
    signature,
    streamed::StreamedCall,
};
use crate::{
    auth::{Credential, Sign},
    body::{Begun, Body},
    error::{EncodeError, Failure, Stage},
    header::rules,
    metadata::ResponseMetadata,
    redact::Secrets,
    response::{Outcome, codings, decode_content, outcome},
    retry,
    stream::{self, ContentDecoder, StreamedBody},
    trace,
    transport::TransportFuture,
};

/// The longest `Retry-After` that is obeyed by a call without a total timeout.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// A call that has not started: its request and its options.
pub(super) struct NewCall {
    pub(super) request: CallRequest,
    pub(super) timeout: Option<Duration>,
    pub(super) max_attempts: u32,
    /// True if a response that could be streamed is collected nevertheless.
    pub(super) is_collected: bool,
}

impl NewCall {
    pub(super) fn new(client: Client, source: Source) -> Self {
        let (max_attempts, timeout) = (client.0.retry.max_attempts, client.0.timeout);
        let request = CallRequest::new(client, source);
        let timeout = request.metadata().and_then(|metadata| metadata.timeout).or(timeout);
        Self { timeout, max_attempts, request, is_collected: false }
    }

    pub(super) fn operation(&self) -> Option<&'static str> {
        self.request.metadata().map(|metadata| metadata.id)
    }
}

/// Runs a call to its end. It is no `async fn`, whose future would hold its argument twice.
pub(super) fn run(call: NewCall) -> impl Future<Output = Outcome> + Send {
    let mut run = Run {
        call,
        resends: 0,
        fetched: None,
        renewal: Renewal::default(),
        begun: Begun::default(),
        signature: Secrets::default(),
        streamed: None,
    };
    async move {
        let operation = run.call.operation();
        let result = match run.attempts().await {
            Ok(response) => {
                run.shared().budget.give_back();
                Ok(match run.streamed.take() {
                    Some(streamed) => run.into_streamed(*streamed, response),
                    None => response,
                })
            }
            Err(failure) => Err(run.complete_failure(failure)),
        };
        Outcome { result, operation }
    }
}

/// A call that has started.
pub(super) struct Run {
    pub(super) call: NewCall,
    /// The number of retries.
    resends: u32,
    /// The credential that was fetched for the last attempt.
    fetched: Option<Credential>,
    renewal: Renewal,
    /// The secrets of the last attempt's signature.
    signature: Secrets,
    /// The marks of the streams in the body.
    begun: Begun,
    /// The body that is read as it arrives.
    pub(super) streamed: Option<Box<Streamed>>,
}

/// A body that is read as it arrives.
pub(super) struct Streamed {
    pub(super) body: Body,
    pub(super) span: Span,
    pub(super) declared: &'static ResponseMetadata,
}

/// The repetition of a call with another credential, after a response of 401.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Renewal {
    #[default]
    None,
    /// The authenticator may have another credential than the one that was refused.
    Possible,
    /// The call was repeated, which is done once.
    Done,
}

impl Run {
    pub(super) fn shared(&self) -> &Shared {
        &self.call.request.client.0
    }

    /// Sends the request until it succeeds, or fails and is not retried.
    async fn attempts(&mut self) -> Result<Response<Bytes>, Box<Failure>> {
        let limit = self.call.timeout;
        let (timer, runtime) = start_timer(limit)?;
        let timer = pin!(timer);
        let mut scope = Scope::new(limit, timer, runtime);
        let result = loop {
            let result = self.attempt(&mut scope).await;
            let Err(failure) = &result else { break result };
            let Some(delay) = self.renewal_delay(failure).or_else(|| self.retry_delay(failure, &scope)) else {
                break result;
            };
            if let Err(timed_out) = self.wait(delay, failure, &mut scope).await {
                break Err(timed_out);
            }
        };
        trace::record(&scope.span, self.resends, &result);
        result
    }

    /// Sends the request once.
    async fn attempt(&mut self, scope: &mut Scope<'_>) -> Result<Response<Bytes>, Box<Failure>> {
        #[cfg(feature = "cassette")]
        if let Some(cassette) = self.shared().cassette.clone() {
            // Boxed, so that a call without a cassette is not larger.
            return Box::pin(self.attempt_with(&cassette, scope)).await;
        }
        let mut incoming = self.exchange(scope).await?;
        if let Some(declared) = self.streamed_response(incoming.status()) {
            let (response, body) = incoming.into_parts();
            self.streamed = Some(Box::new(Streamed { body, span: scope.span.clone(), declared }));
            return Ok(response);
        }
        let limit = self.shared().max_response_bytes;
        let received = incoming.receive(limit, scope).await;
        outcome::checked(collected(received, incoming, limit)?, self.call.request.metadata())
    }

    /// Sends the request, and returns the response before its body.
    pub(super) async fn exchange(&mut self, scope: &mut Scope<'_>) -> Result<Incoming, Box<Failure>> {
        let response = if self.call.request.has_fixed_credential() {
            self.begin(scope)?
        } else {
            // Boxed, so that a call with a fixed credential does not hold the request while it waits.
            Box::pin(self.prepare(scope)).await?
        };
        let incoming = match scope.wait(response).await? {
            Ok(response) => Incoming::new(response),
            Err(error) => return Err(Box::new(Failure::new(error.stage(), error))),
        };
        if let (StatusCode::UNAUTHORIZED, Some(sent)) = (incoming.status(), &self.fetched)
            && let Some(authenticator) = self.call.request.authenticator()
        {
            let may_have_another = scope.span.in_scope(|| authenticator.rejected(sent));
            if may_have_another && self.renewal == Renewal::None {
                self.renewal = Renewal::Possible;
            }
        }
        Ok(incoming)
    }

    /// Returns the declaration of a response with this status, if it is read as it arrives.
    pub(super) fn streamed_response(&self, status: StatusCode) -> Option<&'static ResponseMetadata> {
        let declared = &self.call.request.metadata()?.response;
        let is_streamed = declared.is_streamed() && declared.is_success(status) && !self.call.is_collected;
        declared.of_status(status).filter(|declared| is_streamed && declared.format.is_streamed())
    }

    /// Hands the body to the type that is decoded from the response.
    fn into_streamed(self, streamed: Streamed, mut response: Response<Bytes>) -> Response<Bytes> {
        let Streamed { body, span, declared } = streamed;
        let decoder = ContentDecoder::new(codings(response.headers())).unwrap_or_else(|error| {
            response.extensions_mut().insert(error);
            None
        });
        let mut head = Response::new(());
        *head.status_mut() = response.status();
        head.headers_mut().clone_from(response.headers());
        if decoder.is_some() {
            response.headers_mut().remove(CONTENT_ENCODING);
            response.headers_mut().remove(CONTENT_LENGTH);
        }
        let (limit, idle) = (self.shared().max_response_bytes, declared.stream.idle.or(self.call.timeout));
        let call = StreamedCall::new(self, span, head, idle);
        let source = stream::Source::new(body, decoder, call, declared, limit);
        response.extensions_mut().insert(StreamedBody::new(source));
        response
    }

    pub(super) fn into_call(self) -> NewCall {
        self.call
    }

    /// Encodes the request, and creates the span at the first attempt.
    pub(super) fn encode(&mut self, scope: &mut Scope<'_>) -> Result<Request<Body>, Box<Failure>> {
        let mut request = self.call.request.encode().map_err(encode_failure)?;
        self.note(&mut request, scope);
        Ok(request)
    }

    /// Encodes the request, and hands it to the transport with the credential that is the same for each attempt.
    fn begin(&mut self, scope: &mut Scope<'_>) -> Result<TransportFuture, Box<Failure>> {
        // A `map_err` would move the request.
        let mut request = match self.call.request.encode() {
            Ok(request) => request,
            Err(error) => return Err(encode_failure(error)),
        };
        self.note(&mut request, scope);
        self.add_credential(&mut request)?;
        Ok(self.send(request, scope))
    }

    /// Keeps the marks of the request's streams, and creates the span at the first attempt.
    fn note(&mut self, request: &mut Request<Body>, scope: &mut Scope<'_>) {
        if let Some(begun) = request.extensions_mut().remove() {
            self.begun = begun;
        }
        if self.resends == 0 {
            scope.span = trace::span(request.method(), self.call.request.metadata(), request.uri());
        }
    }

    /// Encodes the request, fetches its credential, signs it if the client signs requests, and hands it to the transport.
    async fn prepare(&mut self, scope: &mut Scope<'_>) -> Result<TransportFuture, Box<Failure>> {
        let mut request = self.encode(scope)?;
        if let Some(authenticator) = self.call.request.authenticator() {
            let credential = scope.span.in_scope(|| authenticator.credential());
            let fetched = scope.wait(credential).await?;
            self.fetched = Some(fetched.map_err(|source| Box::new(Failure::new(Stage::Auth, source)))?);
        }
        if let Some(signer) = self.call.request.signer() {
            request = self.sign(&*signer, request, scope).await?;
        }
        self.add_credential(&mut request)?;
        Ok(self.send(request, scope))
    }

    /// Lets the signer sign the request.
    async fn sign(
        &mut self,
        signer: &dyn Sign,
        request: Request<Body>,
        scope: &mut Scope<'_>,
    ) -> Result<Request<Body>, Box<Failure>> {
        let (mut parts, body) = request.into_parts();
        // A stream cannot be shared with the signer's future; bytes are cheap to clone.
        let bytes = body.as_bytes().cloned().or_else(|| body.is_end_stream().then(Bytes::new));
        let result = signature::sign(signer, &mut parts, bytes.as_ref(), scope).await;
        self.signature = signature::secrets(&parts);
        result?;
        Ok(Request::from_parts(parts, body))
    }

    /// Adds the credential. It never replaces another header.
    fn add_credential(&self, request: &mut Request<Body>) -> Result<(), Box<Failure>> {
        let Some(credential) = self.credential() else { return Ok(()) };
        // The frequent one is looked up once.
        if let Some((name, value)) = credential.as_header() {
            let is_added = add_default(request.headers_mut(), name, value.clone());
            return if is_added { Ok(()) } else { Err(encode_failure(rules::credential_conflict(name.as_str()))) };
        }
        if let Some(taken) = credential.values().find(|value| value.is_taken(request)) {
            return Err(encode_failure(rules::credential_conflict(taken.place.name())));
        }
        credential.apply_with_body(request).map_err(|error| Box::new(Failure::internal(Stage::Auth, error)))
    }

    /// Hands the request to the transport.
    #[inline]
    fn send(&self, mut request: Request<Body>, scope: &Scope<'_>) -> TransportFuture {
        request.extensions_mut().remove::<Secrets>();
        let _entered = scope.span.enter();
        self.shared().transport.send(request)
    }

    fn credential(&self) -> Option<&Credential> {
        self.call.request.fixed_credential().or(self.fetched.as_ref())
    }

    /// Returns whether another attempt is allowed. The total timeout ends the call, even if it expires while the body of a retryable
    /// error arrives, and so does a stream that has begun.
    fn may_repeat(&self, failure: &Failure) -> bool {
        failure.stage != Stage::Timeout && !self.begun.is_any() && self.resends + 1 < self.call.max_attempts
    }

    /// Returns that the call is repeated at once, with another credential. It costs no budget, since it is done once for each call, and
    /// a credential that expires is refused for many calls at a time.
    fn renewal_delay(&mut self, failure: &Failure) -> Option<Duration> {
        let is_due = self.renewal == Renewal::Possible && self.may_repeat(failure);
        is_due.then(|| {
            self.renewal = Renewal::Done;
            Duration::ZERO
        })
    }

    /// Returns the time to wait before the next attempt, or `None` if the call is not retried.
    fn retry_delay(&self, failure: &Failure, scope: &Scope<'_>) -> Option<Duration> {
        if !self.may_repeat(failure) || !self.is_retryable(failure) {
            return None;
        }
        let headers = failure.response.as_ref().map(Response::headers);
        let is_prompt = self.resends == 0 && retry::needs_no_delay(failure);
        let backoff = if is_prompt { Duration::ZERO } else { self.shared().retry.backoff(self.resends) };
        let delay = backoff.max(headers.and_then(retry::retry_after).unwrap_or_default());
        let longest = scope.remaining().unwrap_or_else(|| MAX_RETRY_AFTER.max(backoff));
        (delay <= longest && self.shared().budget.take()).then_some(delay)
    }

    async fn wait(&mut self, delay: Duration, failure: &Failure, scope: &mut Scope<'_>) -> Result<(), Box<Failure>> {
        self.resends += 1;
        scope.span.in_scope(|| {
            tracing::debug!(
                resend = self.resends,
                delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
                status = failure.response.as_ref().map(|response| response.status().as_u16()),
                stage = failure.stage.name(),
                "repeating the call"
            );
        });
        scope.delay(delay).await
    }

    fn is_retryable(&self, failure: &Failure) -> bool {
        retry::is_retryable(failure, self.call.request.is_idempotent())
    }

    /// Returns the secrets of the request, of the credential and of the signature.
    pub(super) fn secrets(&self) -> Secrets {
        let mut secrets = self.call.request.secrets();
        for credential in self.credential().into_iter().flat_map(Credential::values) {
            secrets.add_header(&credential.value);
            secrets.add(credential.secret.expose_secret());
        }
        secrets.append(&mut self.signature.clone());
        secrets
    }

    /// Adds the operation, whether a retry may help, and the secrets that the error must not show.
    pub(super) fn complete_failure(&self, mut failure: Box<Failure>) -> Box<Failure> {
        failure.secrets = self.secrets();
        failure.operation = self.call.operation();
        failure.retryable = self.is_retryable(&failure);
        failure
    }
}

/// Returns a response whose body has been `received`, with its content encoding decoded, or its failure with the part that has arrived.
pub(super) fn collected(
    received: Result<(), Box<Failure>>,
    mut incoming: Incoming,
    limit: usize,
) -> Result<Response<Bytes>, Box<Failure>> {
    match received {
        Ok(()) => {
            decode_content(incoming.response_mut(), limit);
            Ok(incoming.into_response())
        }
        Err(mut failure) => {
            failure.response = Some(incoming.into_response());
            Err(failure)
        }
    }
}

pub(super) fn encode_failure(error: EncodeError) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Encode, error))
}
