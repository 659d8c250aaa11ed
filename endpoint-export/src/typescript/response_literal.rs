//! The responses of an operation as data for the package's runtime.

use endpoint_runtime::{
    Envelope, EnvelopeRule,
    metadata::ResponseFormat,
    provider::{Operation, ResponseHeader, StatusResponse, TypeKind, ValueType},
};

use super::{
    literal::{Literal, member},
    shapes::Shapes,
};
use crate::{labels, response};

/// Writes the members that tell how the body of a response is read. The value may be in a member of an envelope.
pub(super) fn body(
    format: &str,
    value_type: Option<&ValueType>,
    value_in: Option<&str>,
    shapes: &Shapes<'_>,
) -> Vec<(String, Literal)> {
    let mut members = Vec::new();
    if let ("json" | "sse" | "ndjson", Some(value_type)) = (format, value_type) {
        let enclosed = |shape: Literal| match value_in {
            Some(name) => {
                let members = Literal::Object(vec![(name.to_owned(), shape)]);
                Literal::Object(vec![("members".to_owned(), members)])
            }
            None => shape,
        };
        members.extend(shapes.shape(value_type).map(|shape| ("responseShape".to_owned(), enclosed(shape))));
        members.extend(shapes.has_bigint(value_type).then(|| ("hasBigint".to_owned(), Literal::flag(true))));
        let is_text = format == "sse" && matches!(value_type.kind, TypeKind::String(_));
        members.extend(is_text.then(|| ("isText".to_owned(), Literal::flag(true))));
    }
    members
}

/// Writes a response with a status of its own.
pub(super) fn status_response(response: &StatusResponse, shapes: &Shapes<'_>) -> Literal {
    let format = status_format(response);
    let status = response.metadata.status.map(|status| ("status".to_owned(), Literal::number(status)));
    let headers = headers(&response.headers);
    let members = status.into_iter().chain([member("response", format)]);
    Literal::Object(members.chain(body(format, response.value_type.as_ref(), None, shapes)).chain(headers).collect())
}

/// Returns the format in which the package reads a response with a status of its own.
pub(super) fn status_format(response: &StatusResponse) -> &'static str {
    match response.metadata.format {
        _ if !response.metadata.has_body() => "nothing",
        ResponseFormat::Json if response.schema.is_none() => "nothing",
        format => labels::response_format(format),
    }
}

/// Writes the headers of a response, if it declares any.
pub(super) fn headers(headers: &[ResponseHeader]) -> Option<(String, Literal)> {
    let header = |header: &ResponseHeader| {
        let map = header.metadata.map.then_some("map");
        Literal::texts([header.metadata.name, header.metadata.wire_name].into_iter().chain(map))
    };
    (!headers.is_empty()).then(|| ("headers".to_owned(), Literal::List(headers.iter().map(header).collect())))
}

/// Writes the rule by which an envelope tells an error.
pub(super) fn envelope(envelope: Envelope) -> Literal {
    let rule = match envelope.rule() {
        EnvelopeRule::Flag(name) => vec![member("flag", name)],
        EnvelopeRule::Code(name, success) => {
            vec![member("code", name), ("success".to_owned(), Literal::Scalar(success.to_owned()))]
        }
        EnvelopeRule::Errors(name) => vec![member("errors", name)],
        // A rule that the package does not know.
        _ => Vec::new(),
    };
    Literal::Object(rule.into_iter().chain(envelope.value().map(|name| member("value", name))).collect())
}

/// Returns the format in which the package reads the response.
pub(super) fn response(operation: &Operation) -> &'static str {
    if response::is_ignored(operation) {
        "nothing"
    } else {
        labels::response_format(operation.metadata.response.format)
    }
}
