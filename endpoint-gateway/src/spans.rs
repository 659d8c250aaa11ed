//! The span of each request, with the attributes of OpenTelemetry's stable semantic conventions for HTTP servers.
//!
//! A span contains the declared template and the gateway's own codes, never a path value, a query, a header or a body:
//! therefore it has no `url.path`. It ends when the head of the response is known, as the metrics' durations do.

use endpoint_runtime::http::{HeaderMap, Method, Version, request::Parts};
use tracing::{
    Span,
    field::{Empty, display},
};

use crate::{DeclaredRoute, Exchange, builtin_routes::BuiltinRoute};

/// A propagator of trace context between callers, the gateway's spans and upstreams. Without one, `traceparent` and
/// `tracestate` are forwarded unchanged.
///
/// Its functions are called only if a subscriber has enabled the span. They may change only the headers of trace context.
pub trait TracePropagator: Send + Sync + 'static {
    /// Extracts the caller's trace context from the headers of a request, before its span is entered.
    fn extract(&self, span: &Span, headers: &HeaderMap);

    /// Injects the span's trace context into the headers of the request to the upstream.
    fn inject(&self, span: &Span, headers: &mut HeaderMap);
}

/// Starts the span of a request. It is cheap if no subscriber has enabled it.
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

/// Records the operation of the request. It is called before the trace context is injected, so that the span's name is final.
pub(crate) fn record_route(span: &Span, head: &Parts, declared: &DeclaredRoute) {
    if span.is_disabled() {
        return;
    }
    name(span, &head.method, Some(template(declared)));
    span.record("endpoint.provider", declared.provider());
    span.record("endpoint.operation", declared.operation().metadata.id);
}

/// Records the response.
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
    // The conventions' name for an unknown method.
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

/// Returns a known method's name. Any other method could be any text.
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

/// Returns the template without its query.
fn template(declared: &DeclaredRoute) -> &'static str {
    let template = declared.operation().metadata.template;
    template.split('?').next().unwrap_or(template)
}
