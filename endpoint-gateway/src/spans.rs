//! One span for each request, under OpenTelemetry's stable names for HTTP servers, and how it joins the trace of its caller.
//!
//! A span shows the declared template and words of the gateway's own, never a path value, a query, a header or a body:
//! that is why it has no `url.path`. It lasts until the head of the answer is known, as the metrics' durations do.

use endpoint_runtime::http::{HeaderMap, Method, Version, request::Parts};
use tracing::{
    Span,
    field::{Empty, display},
};

use crate::{Declared, Exchange, own};

/// Ties the spans of requests to the traces that callers and upstreams know. Without one, `traceparent` and `tracestate` pass
/// as they came.
///
/// Both are asked only where somebody listens to the spans, and may change nothing but the headers of traces.
pub trait Propagate: Send + Sync + 'static {
    /// A request with these headers has begun, and nothing has been done within its span yet.
    fn join(&self, span: &Span, headers: &HeaderMap);

    /// A request with these headers goes to the upstream.
    fn hand_on(&self, span: &Span, headers: &mut HeaderMap);
}

/// The span of one request. It costs next to nothing where nobody listens.
pub(crate) fn begin(head: &Parts) -> Span {
    tracing::info_span!(
        "http.server.request",
        otel.name = Empty,
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method(&head.method),
        http.route = Empty,
        http.response.status_code = Empty,
        network.protocol.version = version(head.version),
        error.type = Empty,
        endpoint.provider = Empty,
        endpoint.operation = Empty,
        enduser.id = Empty,
    )
}

/// Notes how the request was answered.
pub(crate) fn end(span: &Span, exchange: &Exchange<'_>) {
    if span.is_disabled() {
        return;
    }
    let method = method(exchange.method);
    // What the conventions say in place of a method that a caller has made up.
    let named = if method == OTHER { "HTTP" } else { method };
    match exchange.operation.map(template).or_else(|| exchange.action.and_then(own::route)) {
        Some(route) => {
            span.record("http.route", route);
            span.record("otel.name", display(format_args!("{named} {route}")));
        }
        None => _ = span.record("otel.name", named),
    }
    span.record("http.response.status_code", exchange.status.as_u16());
    if exchange.status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
    if let Some(problem) = exchange.problem {
        span.record("error.type", problem);
    } else if exchange.status.is_server_error() {
        span.record("error.type", exchange.status.as_str());
    }
    if let Some(provider) = exchange.operation.map(Declared::provider).or(exchange.about) {
        span.record("endpoint.provider", provider);
    }
    if let Some(operation) = exchange.operation.map(|declared| declared.operation().metadata.id).or(exchange.action) {
        span.record("endpoint.operation", operation);
    }
    if let Some(caller) = exchange.caller {
        span.record("enduser.id", caller.name());
    }
}

const OTHER: &str = "_OTHER";

/// The method, where it is not a word of the caller's own.
fn method(method: &Method) -> &'static str {
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
fn template(declared: &Declared) -> &'static str {
    let template = declared.operation().metadata.template;
    template.split('?').next().unwrap_or(template)
}
