//! The gateway, and what becomes of a request.

mod build;
mod connections;
mod handshake;
mod listener;
mod serve;

use std::{fmt, sync::Arc};

use endpoint_runtime::{
    http::{HeaderValue, Request, Response, StatusCode, header, request::Parts},
    provider::AuthScheme,
    server::tree::Segment,
};
use http_body::Body;
use hyper::body::Incoming;
use tokio::time::Instant;
use tracing::{Instrument, Span};

pub use build::GatewayBuilder;
pub use listener::{Listen, Listener};
pub use serve::RunningGateway;

use crate::{
    Admission, Bounds, Caller, CredentialSource, Declared, Exchange, Observe, Problem, Propagate,
    body::{Download, Upload},
    builtin_routes::BuiltinRoute,
    builtins::{Builtins, Guise},
    framing::Framing,
    policy::{self, Policy},
    request, response, spans,
    upstream::{self, Client},
};

/// Lets the declared operations of its upstreams through, for those whom its admission admits, with the providers'
/// credentials.
///
/// Clones share everything.
///
/// ```no_run
/// # use endpoint_gateway::{Admission, Caller, Declared, Problem};
/// # use endpoint_runtime::http::request::Parts;
/// # struct Callers;
/// # impl Admission for Callers {
/// #     fn admit(&self, _: &Parts, _: Option<&Declared>) -> Result<Caller, Problem> { Ok(Caller::new("me")) }
/// # }
/// # async fn run(callers: Callers) -> Result<(), Box<dyn std::error::Error>> {
/// use endpoint_gateway::{Gateway, Upstream, credentials::EnvironmentCredentials};
///
/// let stytch = stytch_endpoints::provider()?;
/// let gateway = Gateway::builder()
///     .credentials(EnvironmentCredentials::read([&stytch])?)
///     .upstream(Upstream::new(stytch, "https://test.stytch.com".parse()?))
///     .admission(callers)
///     .build()?;
/// let running = gateway.serve(([127, 0, 0, 1], 8080)).await?;
/// running.stop().await;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Gateway(Arc<Inner>);

struct Inner {
    policy: Policy,
    client: Client,
    bounds: Bounds,
    admission: Box<dyn Admission>,
    credentials: Arc<dyn CredentialSource>,
    observers: Vec<Box<dyn Observe>>,
    traces: Option<Box<dyn Propagate>>,
    builtins: Builtins,
}

/// Shows the operations.
impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Gateway").field(&self.0.policy.declared()).finish()
    }
}

impl Gateway {
    /// Starts a gateway.
    pub fn builder() -> GatewayBuilder {
        GatewayBuilder::new()
    }

    /// Every operation that is let through.
    #[must_use]
    pub fn operations(&self) -> &[Declared] {
        self.0.policy.declared()
    }

    pub(crate) fn admission(&self) -> &dyn Admission {
        &*self.0.admission
    }

    pub(crate) fn bounds(&self) -> &Bounds {
        &self.0.bounds
    }

    pub(crate) fn credentials(&self) -> &Arc<dyn CredentialSource> {
        &self.0.credentials
    }

    pub(crate) fn builtins(&self) -> &Builtins {
        &self.0.builtins
    }

    /// What ties a span to its trace, where somebody listens to it.
    fn traces(&self, span: &Span) -> Option<&dyn Propagate> {
        self.0.traces.as_deref().filter(|_| !span.is_disabled())
    }

    /// Answers one request.
    async fn answer(&self, framing: &Framing, request: Request<Incoming>) -> Response<Download> {
        let started = Instant::now();
        let (head, body) = request.into_parts();
        let span = spans::begin(&head);
        if let Some(traces) = self.traces(&span) {
            traces.join(&span, &head.headers);
        }
        let mut seen = Seen::new(span.clone());
        let answer = self.decide(framing, &head, body, &mut seen, started).instrument(span.clone()).await;
        let problem = answer.as_ref().err().map(Problem::code);
        let mut answer = answer.unwrap_or_else(|problem| problem.into_response().map(Download::Own));
        if seen.guise != Guise::Page {
            response::harden(answer.headers_mut());
        }
        if seen.guise == Guise::Probe {
            response::open(answer.headers_mut());
        }
        for (name, value) in &self.0.admission.answer_headers(&head) {
            // What the upstream's answer varies by still holds.
            if *name == header::VARY {
                answer.headers_mut().append(name, value.clone());
            } else {
                answer.headers_mut().insert(name, value.clone());
            }
        }
        if framing.is_last() || matches!(answer.status(), StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE) {
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        let exchange = Exchange {
            method: &head.method,
            caller: seen.caller.as_ref(),
            operation: seen.operation,
            action: seen.route.map(BuiltinRoute::action),
            about: seen.about,
            status: answer.status(),
            problem,
            duration: started.elapsed(),
        };
        spans::end(&span, &exchange, seen.route);
        for observer in &self.0.observers {
            observer.answered(&exchange);
        }
        answer
    }

    async fn decide<'a>(
        &'a self,
        framing: &Framing,
        head: &Parts,
        body: Incoming,
        seen: &mut Seen<'a>,
        started: Instant,
    ) -> Result<Response<Download>, Problem> {
        let inner = &*self.0;
        if framing.is_refused() {
            let detail =
                "the request's head is ambiguous: one length or `chunked`, not both; whole line ends; no fragment";
            return Err(Problem::bad_request("framing", detail));
        }
        request::check_head(head)?;
        policy::origin_form(head)?;
        if let Some(answer) = inner.admission.preflight(head) {
            return Ok(answer.map(Download::Own));
        }
        if let Some(route) = BuiltinRoute::find(head.uri.path()) {
            // Apart, so that the many requests for operations need no room for it.
            return Box::pin(self.answer_builtin(route, head, body, seen, started)).await;
        }
        let found = inner.policy.find(head);
        if let Ok((declared, _)) = &found {
            seen.operation = Some(declared);
            spans::found(&seen.span, head, declared);
        }
        let caller = inner.admission.admit(head, seen.operation)?;
        seen.caller = Some(caller.clone());
        let (declared, segments) = found?;
        let caller = inner.admission.enter(caller, declared)?;
        let mut request = self.rewrite(declared, &segments, head, body)?;
        if let Some(traces) = self.traces(&seen.span) {
            traces.hand_on(&seen.span, request.headers_mut());
        }
        let deadline = started + inner.bounds.total;
        let answer = inner.client.send(request, deadline.min(started + inner.bounds.head)).await?;
        self.pass(answer, head, deadline, caller)
    }

    /// The request as it goes to the upstream.
    fn rewrite(
        &self,
        declared: &Declared,
        segments: &[Segment<'_>],
        head: &Parts,
        body: Incoming,
    ) -> Result<Request<Upload>, Problem> {
        let most = self.0.bounds.request_bytes;
        if body.size_hint().lower() > most {
            return Err(upstream::too_large());
        }
        request::check_content(declared, &head.headers, body.is_end_stream())?;
        let target = request::target(declared, segments, head.uri.query())?;
        let mut headers = request::headers(declared, head)?;
        self.authenticate(declared, &mut headers)?;
        let mut request = Request::new(Upload::new(body, most));
        *request.method_mut() = head.method.clone();
        *request.uri_mut() = target;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// Adds the provider's credential where one goes along.
    fn authenticate(&self, declared: &Declared, headers: &mut header::HeaderMap) -> Result<(), Problem> {
        if declared.auth().is_empty() {
            return Ok(());
        }
        let credential = self.0.credentials.credential(declared.provider()).ok_or_else(|| {
            let variables: Vec<&str> =
                declared.auth().iter().flat_map(AuthScheme::parts).map(|part| part.variable.as_str()).collect();
            let detail = format!(
                "the gateway has no credential for `{}`; its operator sets {}",
                declared.provider(),
                variables.join(", ")
            );
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "no_credential", detail)
        })?;
        credential.apply(headers);
        Ok(())
    }

    /// The upstream's answer as it goes to the caller.
    fn pass(
        &self,
        answer: Response<upstream::Answer>,
        head: &Parts,
        deadline: Instant,
        caller: Caller,
    ) -> Result<Response<Download>, Problem> {
        let most = self.0.bounds.response_bytes;
        let (mut parts, body) = answer.into_parts();
        if head.method != hyper::Method::HEAD && body.size_hint().lower() > most {
            return Err(Problem::new(
                StatusCode::BAD_GATEWAY,
                "response_too_large",
                "the upstream's answer is larger than the gateway passes on",
            ));
        }
        response::strip(parts.status, &mut parts.headers);
        let mut answer = Response::new(Download::passed(body, most, deadline, caller));
        *answer.status_mut() = parts.status;
        *answer.headers_mut() = parts.headers;
        Ok(answer)
    }
}

/// What has been found out about a request.
pub(crate) struct Seen<'a> {
    span: Span,
    pub(crate) caller: Option<Caller>,
    operation: Option<&'a Declared>,
    pub(crate) route: Option<BuiltinRoute<'static>>,
    pub(crate) about: Option<&'a str>,
    pub(crate) guise: Guise,
}

impl Seen<'_> {
    fn new(span: Span) -> Self {
        Self { span, caller: None, operation: None, route: None, about: None, guise: Guise::default() }
    }
}
