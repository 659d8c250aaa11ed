//! One span for each request, under OpenTelemetry's stable names for HTTP servers, and how it joins the trace of its caller.
//!
//! A span shows the declared template and words of the gateway's own, never a path value, a query, a header or a body:
//! that is why it has no `url.path`. It lasts until the head of the answer is known, as the metrics' durations do.

use endpoint_runtime::http::{HeaderMap, Method, Version, request::Parts};
use tracing::{
    Span,
    field::{Empty, display},
};

use crate::{DeclaredRoute, Exchange, builtin_routes::BuiltinRoute};

/// Ties the spans of requests to the traces that callers and upstreams know. Without one, `traceparent` and `tracestate` pass
/// as they came.
///
/// Both are asked only where somebody listens to the spans, and may change nothing but the headers of traces.
pub trait TracePropagator: Send + Sync + 'static {
    /// A request with these headers has begun, and nothing has been done within its span yet.
    fn extract(&self, span: &Span, headers: &HeaderMap);

    /// A request with these headers goes to the upstream.
    fn inject(&self, span: &Span, headers: &mut HeaderMap);
}

/// The span of one request. It costs next to nothing where nobody listens.
pub(crate) fn start(head: &Parts) -> Span {
    tracing::info_span!(
        "http.server.request",
        otel.name = Empty,
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = known(&head.method),
        http.route = Empty,
        http.response.status_code = Empty,
        network.protocol.version = version(head.version),
        error.type = Empty,
        endpoint.provider = Empty,
        endpoint.operation = Empty,
        enduser.id = Empty,
    )
}

/// Notes the operation of the request, before it is handed on: a span that has been told to others keeps its name.
pub(crate) fn record_route(span: &Span, head: &Parts, declared: &DeclaredRoute) {
    if span.is_disabled() {
        return;
    }
    name(span, &head.method, Some(template(declared)));
    span.record("endpoint.provider", declared.provider());
    span.record("endpoint.operation", declared.operation().metadata.id);
}

/// Notes how the request was answered.
pub(crate) fn record_response(span: &Span, exchange: &Exchange<'_>, route: Option<BuiltinRoute<'_>>) {
    if span.is_disabled() {
        return;
    }
    if exchange.operation.is_none() {
        name(span, exchange.method, route.and_then(BuiltinRoute::template));
        if let Some(provider) = exchange.provider {
            span.record("endpoint.provider", provider);
        }
        if let Some(action) = exchange.action {
            span.record("endpoint.operation", action);
        }
    }
    if let Some(caller) = exchange.caller {
        span.record("enduser.id", &**caller.id());
    }
    span.record("http.response.status_code", exchange.status.as_u16());
    let is_error = exchange.status.is_server_error();
    if is_error {
        span.record("otel.status_code", "ERROR");
    }
    if let Some(error) = exchange.problem.or_else(|| is_error.then(|| exchange.status.as_str())) {
        span.record("error.type", error);
    }
}

fn name(span: &Span, method: &Method, route: Option<&str>) {
    // What the conventions say in place of a method that a caller has made up.
    let method = Some(known(method)).filter(|method| *method != OTHER).unwrap_or("HTTP");
    match route {
        Some(route) => {
            span.record("http.route", route);
            span.record("otel.name", display(format_args!("{method} {route}")));
        }
        None => _ = span.record("otel.name", method),
    }
}

const OTHER: &str = "_OTHER";

/// The method, where it is not a word of the caller's own.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::CONNECT => "CONNECT",
        Method::OPTIONS => "OPTIONS",
        Method::TRACE => "TRACE",
        Method::PATCH => "PATCH",
        _ => OTHER,
    }
}

fn version(version: Version) -> &'static str {
    if version == Version::HTTP_10 { "1.0" } else { "1.1" }
}

/// The template without its query.
fn template(declared: &DeclaredRoute) -> &'static str {
    let template = declared.operation().metadata.template;
    template.split('?').next().unwrap_or(template)
}
