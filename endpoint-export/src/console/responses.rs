//! The responses of an operation, as far as a page has to know more of them than that they have a body.

use endpoint_runtime::{
    Envelope, EnvelopeRule,
    metadata::{ResponseFormat, ResponseMetadata, StreamOptions},
    provider::{Operation, ResponseHeader, StatusResponse},
};
use serde::Serialize;

use crate::{labels, markdown, response};

/// A declared response.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ConsoleResponse<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    format: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    docs: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headers: Vec<ConsoleHeader<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct ConsoleHeader<'a> {
    wire: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    docs: String,
}

/// The rule by which an envelope tells an error.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ConsoleEnvelope {
    Flag(&'static str),
    Errors(&'static str),
    #[serde(untagged)]
    Code {
        code: &'static str,
        success: &'static str,
    },
}

/// Returns the responses by their status; none for a single one that is a value without more.
pub(super) fn responses(operation: &Operation) -> Vec<ConsoleResponse<'_>> {
    let response = &operation.metadata.response;
    if !operation.responses.is_empty() {
        return operation.responses.iter().map(of_status).collect();
    }
    if operation.response_headers.is_empty() && !response.format.is_streamed() {
        return Vec::new();
    }
    let format = if response::is_ignored(operation) { "nothing" } else { labels::response_format(response.format) };
    let headers = headers(&operation.response_headers);
    vec![ConsoleResponse { status: None, format, docs: String::new(), headers, done: done(response) }]
}

fn of_status(response: &StatusResponse) -> ConsoleResponse<'_> {
    let metadata = &response.metadata;
    let is_read = metadata.has_body() && (metadata.format != ResponseFormat::Json || response.schema.is_some());
    ConsoleResponse {
        status: metadata.status,
        format: if is_read { labels::response_format(metadata.format) } else { "nothing" },
        docs: markdown::unlinked(&response.docs),
        headers: headers(&response.headers),
        done: done(metadata),
    }
}

fn headers(headers: &[ResponseHeader]) -> Vec<ConsoleHeader<'_>> {
    let header = |header: &ResponseHeader| ConsoleHeader {
        wire: header.metadata.wire_name,
        docs: markdown::unlinked(&header.docs),
    };
    headers.iter().map(header).collect()
}

const fn done(response: &ResponseMetadata) -> Option<&'static str> {
    let StreamOptions { done, .. } = response.stream;
    done
}

/// Returns the rule of an envelope that pages know.
pub(super) fn envelope(envelope: Envelope) -> Option<ConsoleEnvelope> {
    match envelope.rule() {
        EnvelopeRule::Flag(name) => Some(ConsoleEnvelope::Flag(name)),
        EnvelopeRule::Errors(name) => Some(ConsoleEnvelope::Errors(name)),
        EnvelopeRule::Code(code, success) => Some(ConsoleEnvelope::Code { code, success }),
        _ => None,
    }
}
