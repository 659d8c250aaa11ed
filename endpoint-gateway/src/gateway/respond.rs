//! Responding to a request: its target, its caller, the response and what is recorded of it.

use endpoint_runtime::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header, request::Parts};
use hyper::body::Incoming;
use tokio::time::Instant;
use tracing::{Instrument, Span};

use super::Gateway;
use crate::{
    Problem, TracePropagator,
    builtin_routes::BuiltinRoute,
    builtins,
    download::Download,
    framing::Framing,
    policy, request,
    request_context::{RequestContext, Target},
    spans,
};

impl Gateway {
    /// Responds to one request.
    pub(super) async fn respond(&self, framing: &Framing, request: Request<Incoming>) -> Response<Download> {
        let started = Instant::now();
        let (head, body) = request.into_parts();
        let span = spans::start(&head);
        if let Some(traces) = self.traces(&span) {
            traces.extract(&span, &head.headers);
        }
        let context = span.in_scope(|| self.context(framing, &head, &span, started));
        let response = self.dispatch(&context, body).instrument(span.clone()).await;
        let problem = response.as_ref().err().map(Problem::code);
        let mut response = response.unwrap_or_else(|problem| problem.into_response().map(Download::Gateway));
        context.response_policy(problem.is_some()).apply(response.headers_mut());
        if let Some(hosts) = self.0.admission.host_policy() {
            hosts.add_cors_headers(&head.headers, response.headers_mut());
        }
        if framing.is_last() || matches!(response.status(), StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE)
        {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        let exchange = context.exchange(response.status(), problem);
        spans::record_response(&span, &exchange, context.route());
        for observer in &self.0.observers {
            observer.on_response(&exchange);
        }
        response
    }

    /// Returns the propagator, if a subscriber has enabled the span.
    pub(super) fn traces(&self, span: &Span) -> Option<&dyn TracePropagator> {
        self.0.traces.as_deref().filter(|_| !span.is_disabled())
    }

    /// Finds the target of a request, and identifies its caller if the target needs one.
    fn context<'a>(
        &'a self,
        framing: &Framing,
        head: &'a Parts,
        span: &'a Span,
        started: Instant,
    ) -> RequestContext<'a> {
        let target = self.target(framing, head);
        if let Ok(Target::Operation { declared, .. }) = &target {
            spans::record_route(span, head, declared);
        }
        let needs_caller = target.as_ref().is_ok_and(Target::needs_caller);
        let caller = needs_caller.then(|| self.0.admission.admit(head));
        RequestContext { head, span, started, target, caller }
    }

    fn target<'a>(&'a self, framing: &Framing, head: &'a Parts) -> Result<Target<'a>, Problem> {
        if framing.is_refused() {
            let detail = "the request's head is ambiguous; send one `Content-Length` or `chunked`, CRLF line ends, and no fragment";
            return Err(Problem::bad_request("framing", detail));
        }
        request::check_head(head)?;
        let route = BuiltinRoute::find(policy::path_of(head)?);
        if let Some(headers) = self.preflight(head, route) {
            return Ok(Target::Preflight(headers));
        }
        if let Some(route) = route {
            return Ok(Target::Builtin { route, provider: self.0.builtins.provider(route) });
        }
        Ok(match self.0.policy.find(head) {
            Ok((declared, values)) => Target::Operation { declared, values },
            Err(problem) => Target::Undeclared(problem),
        })
    }

    /// Returns the headers of the response to a preflight. A refused one is handled like any other request without a token.
    fn preflight(&self, head: &Parts, route: Option<BuiltinRoute<'_>>) -> Option<HeaderMap> {
        let hosts = self.0.admission.host_policy()?;
        let request = (&head.method, &head.uri, &head.headers);
        match route {
            Some(_) => hosts.preflight(request, BuiltinRoute::CORS_METHODS, &[]),
            None => hosts.preflight(request, self.0.policy.methods(), &self.0.policy.headers_for(&head.headers)),
        }?
        .ok()
    }

    async fn dispatch(&self, context: &RequestContext<'_>, body: Incoming) -> Result<Response<Download>, Problem> {
        match context.target.as_ref().map_err(Problem::clone)? {
            Target::Preflight(headers) => {
                let mut response = builtins::no_content();
                *response.headers_mut() = headers.clone();
                Ok(response)
            }
            // Boxed, so that the future of the frequent requests for operations stays small.
            Target::Builtin { route, .. } => Box::pin(self.0.builtins.respond(*route, context, body)).await,
            Target::Operation { declared, values } => self.forward(context, declared, values, body).await,
            Target::Undeclared(problem) => {
                context.caller()?;
                Err(problem.clone())
            }
        }
    }
}
