//! The tracing span of a call, with the attribute names of OpenTelemetry's stable conventions for HTTP clients.

use bytes::Bytes;
use http::{Method, Response, Uri, uri::Scheme};
use tracing::{Span, field::Empty};

use crate::{
    error::{Failure, Stage},
    metadata::Metadata,
};

/// Creates the span of one call. It has the path template, and no path value, query or header.
pub(crate) fn span(method: &Method, metadata: Option<&'static Metadata>, uri: &Uri) -> Span {
    let template = metadata.map(|metadata| metadata.template);
    let span = tracing::info_span!(
        "http.client.request",
        otel.name = Empty,
        otel.kind = "client",
        http.request.method = method.as_str(),
        url.template = template,
        server.address = uri.host().map(|host| host.trim_matches(['[', ']'])),
        server.port = port(uri),
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        error.type = Empty,
    );
    if !span.is_disabled() {
        match template {
            Some(template) => span.record("otel.name", tracing::field::display(format_args!("{method} {template}"))),
            None => span.record("otel.name", method.as_str()),
        };
    }
    span
}

fn port(uri: &Uri) -> u16 {
    let default = if uri.scheme() == Some(&Scheme::HTTP) { 80 } else { 443 };
    uri.port_u16().unwrap_or(default)
}

/// Records the result of the call.
pub(crate) fn record(span: &Span, resends: u32, result: &Result<Response<Bytes>, Box<Failure>>) {
    if span.is_disabled() {
        return;
    }
    if resends > 0 {
        span.record("http.request.resend_count", resends);
    }
    let response = result.as_ref().map_or_else(|failure| failure.response.as_ref(), Some);
    let status = response.map(Response::status);
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Err(failure) = result {
        match (failure.stage, status) {
            (Stage::Api, Some(status)) => span.record("error.type", status.as_str()),
            (stage, _) => span.record("error.type", stage.name()),
        };
    }
}
