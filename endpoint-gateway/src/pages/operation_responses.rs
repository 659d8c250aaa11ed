//! The sections of an operation's responses and errors.

use endpoint_runtime::{
    Envelope, EnvelopeRule,
    metadata::ResponseFormat,
    provider::{Operation, ResponseHeader, StatusResponse, TypeKind},
};
use maud::{Markup, html};

use super::{anchors::heading, markdown, members::MemberList, type_text::type_text};

/// The maximum number of bytes of HTML for the members of the response.
const MAX_RESPONSE_BYTES: usize = 24_000;

/// The maximum number of bytes of HTML for the members of the error.
const MAX_ERROR_BYTES: usize = 6_000;

/// Shows the section of the responses.
pub(super) fn section(operation: &Operation) -> Markup {
    let mut fields = MemberList::read(&operation.types, MAX_RESPONSE_BYTES);
    let content_type = operation.metadata.response.content_type;
    let kind = match operation.metadata.response.format {
        ResponseFormat::Text => format!("Text, as it is sent: {content_type}."),
        ResponseFormat::Bytes => format!("Bytes, as they are sent: {content_type}."),
        ResponseFormat::Stream => format!("Bytes, as they arrive: {content_type}."),
        ResponseFormat::Sse => format!("Server-sent events, as they arrive: {content_type}."),
        ResponseFormat::Ndjson => format!("Lines of JSON, as they arrive: {content_type}."),
        _ => "The body is not read.".to_owned(),
    };
    html! {
        section #response {
            (heading("response", "Response"))
            @if operation.responses.is_empty() { (only_response(operation, &mut fields, &kind)) }
            @for response in &operation.responses { (status_response(operation, response, &mut fields)) }
        }
    }
}

/// Shows a response with a status of its own.
fn status_response<'o>(operation: &'o Operation, response: &'o StatusResponse, fields: &mut MemberList<'o>) -> Markup {
    let StatusResponse { metadata, value_type, headers, docs, .. } = response;
    html! {
        p.line {
            "Status "
            @match metadata.status { Some(status) => { code { (status) } }, None => { "of any other success" } }
        }
        @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 3)) } }
        @for declared in headers { (header(declared)) }
        @match value_type {
            None if !metadata.has_body() => { p.none { "No body." } }
            None => { p.none { (metadata.content_type) } }
            Some(value) => {
                p.line { (metadata.content_type) span.type { (type_text(value, &operation.types)) } }
                (fields.members(value, None))
            }
        }
    }
}

/// Shows a header that a response declares.
fn header(header: &ResponseHeader) -> Markup {
    html! {
        p.line { "Header " code { (header.metadata.wire_name) } }
        @if !header.docs.is_empty() { div.docs dir="auto" { (markdown::render(&header.docs, 3)) } }
    }
}

/// Shows the only response.
fn only_response<'o>(operation: &'o Operation, fields: &mut MemberList<'o>, kind: &str) -> Markup {
    let is_streamed = operation.metadata.response.format.is_streamed();
    html! {
            @if operation.status() != 200 { p.line { "Status " code { (operation.status()) } } }
            @for declared in &operation.response_headers { (header(declared)) }
            @match &operation.response_type {
                None => { p.none { (kind) } }
                Some(value) => {
                    @let docs = operation.types.docs(value);
                    @if is_streamed { p.line { (kind) } }
                    p.line { "JSON" span.type { (type_text(value, &operation.types)) } }
                    @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 3)) } }
                    (fields.members(value, Some("response")))
                }
            }
    }
}

/// Shows the section of the errors, which `docs` describes.
pub(super) fn errors(operation: &Operation, docs: &str) -> Markup {
    let mut fields = MemberList::read(&operation.types, MAX_ERROR_BYTES);
    let members = fields.members(&operation.error_type, Some("error"));
    let meanings = [
        (operation.error_fields.code, "is the code for programs"),
        (operation.error_fields.message, "is the message for people"),
        (operation.error_fields.request_id, "is the id of the request"),
    ];
    html! {
        section #errors aria-labelledby="errors-title" {
            (heading("errors", "Errors"))
            @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 3)) } }
            @if let Some(envelope) = operation.metadata.envelope { (self::envelope(envelope)) }
            @if meanings.iter().any(|(names, _)| !names.is_empty()) {
                p.error-fields {
                    "In the body of a response other than 2xx, "
                    @for (at, (names, what)) in meanings.iter().filter(|(names, _)| !names.is_empty()).enumerate() {
                        @if at > 0 { "; " }
                        @for (at, name) in names.iter().enumerate() { @if at > 0 { " or " } code { (name) } }
                        " " (what)
                    }
                    "."
                }
            }
            @if docs.is_empty() && *operation.types.kind(&operation.error_type) == TypeKind::Any {
                p { "The body of a response other than 2xx is not described." }
            }
            (members)
        }
    }
}

/// Tells which responses with a status of success are errors.
fn envelope(envelope: Envelope) -> Markup {
    let (name, condition) = match envelope.rule() {
        EnvelopeRule::Flag(name) => (name, html! { " is not " code { "true" } }),
        EnvelopeRule::Code(name, success) => (name, html! { " is not " code { (success) } }),
        EnvelopeRule::Errors(name) => (name, html! { " holds something" }),
        _ => return Markup::default(),
    };
    html! { p { "A response of 2xx is an error, too, if its member " code { (name) } (condition) "." } }
}
