//! The page of an operation.

use endpoint_export::{console::console, snippet::Language};
use endpoint_runtime::{
    JsonMap,
    metadata::{BodyFormat, Metadata, QueryValue, ResponseFormat},
    percent,
    provider::{AuthScheme, KeyLocation, Operation, Provider, StatusResponse, TypeKind},
};
use maud::{Markup, PreEscaped, html};

use super::{
    anchors::heading,
    assets::Assets,
    catalog::{Catalog, OperationEntry},
    layout::{self, PageFrame},
    markdown,
    members::MemberList,
    navigation, parameters, snippet,
    type_text::type_text,
};

/// The maximum number of bytes of HTML for the members of the response.
const MAX_RESPONSE_BYTES: usize = 24_000;

/// The maximum number of bytes of HTML for the members of the error.
const MAX_ERROR_BYTES: usize = 6_000;

pub(super) fn page(catalog: &Catalog, assets: &Assets, entry: OperationEntry<'_>) -> Markup {
    let OperationEntry { provider, group, operation, .. } = entry;
    let (docs, errors) = split_errors(&operation.docs);
    let main = html! {
        article.reference {
            (layout::notice(catalog, provider))
            (head(entry))
            @if !docs.is_empty() { div.docs.lead dir="auto" { (markdown::render(docs, 2)) } }
            (facts(provider, operation))
            (parameters::section(operation))
            (response(operation))
            (error(operation, errors))
        }
        (try_it(catalog, provider, operation))
    };
    // Operations of several groups may have one title.
    let title = format!("{} – {} – {}", layout::title(operation), group.name, provider.title);
    let document = layout::document(provider);
    let frame = PageFrame {
        title: &title,
        brand: &provider.title,
        document: Some(&document),
        navigation: &navigation::of_operation(catalog, entry),
    };
    layout::page(assets, &frame, "operation", &main)
}

fn head(entry: OperationEntry<'_>) -> Markup {
    let OperationEntry { provider, group, group_id, operation } = entry;
    let metadata = operation.metadata;
    html! {
        nav.crumbs aria-label="Breadcrumb" {
            ol {
                li { a href="/" { bdi { (provider.title) } } }
                li { a href=(format!("/#{}", percent::encode(group_id))) { bdi { (group.name) } } }
            }
        }
        h1 { (layout::title(operation)) }
        @if metadata.deprecated.is_some() || metadata.destructive || metadata.idempotent {
            ul.badges aria-label="Traits" {
                @if metadata.deprecated.is_some() { li.badge.warn { "deprecated" } }
                @if metadata.destructive { li.badge.danger { "destructive" } }
                @if metadata.idempotent { li.badge { "idempotent" } }
            }
        }
        @if let Some(note) = operation.deprecated.as_deref().filter(|note| !note.is_empty()) {
            div.deprecation dir="auto" { (markdown::render(note, 2)) }
        }
        p.endpoint { code #endpoint data-copyable="method and path" { (layout::method(metadata.method)) " " (path(metadata)) } }
        p.jump { a href="#try" { "Try it" } }
    }
}

/// Shows the path. Each parameter links to its description, and a line may break after each segment.
fn path(metadata: &Metadata) -> Markup {
    html! {
        span.path {
            @for (at, segment) in metadata.template.split('/').enumerate() {
                @if at > 0 { "/" wbr; }
                @for (at, piece) in segment.split('<').enumerate() {
                    @match piece.split_once('>').filter(|_| at > 0) {
                        Some((written, literal)) => {
                            @let name = written.trim_end_matches("..");
                            a href=(format!("#{}", percent::encode(&parameters::id(name)))) { "<" (written) ">" }
                            (literal)
                        }
                        None => (piece),
                    }
                }
            }
            @for (at, (key, value)) in fixed_pairs(metadata).enumerate() {
                (if at == 0 { "?" } else { "&" }) wbr; (key) (value)
            }
        }
    }
}

/// Returns the keys of the query that every call sends, as they are sent, each with `=` and its value if it has one.
fn fixed_pairs(metadata: &Metadata) -> impl Iterator<Item = (&'static str, String)> {
    metadata.query_pairs().filter_map(|pair| match pair.value {
        QueryValue::Fixed(value) => Some((pair.key, format!("={value}"))),
        QueryValue::Absent => Some((pair.key, String::new())),
        QueryValue::Parameter(_) => None,
    })
}

fn facts(provider: &Provider, operation: &Operation) -> Markup {
    let metadata = operation.metadata;
    let host = metadata.host.and_then(|name| provider.hosts.iter().find(|host| host.name == name));
    let base = host.map(|host| &host.url).or_else(|| provider.environments.first().map(|environment| &environment.url));
    html! {
        dl.facts {
            div { dt { "Operation id" } dd { code data-copyable="operation id" { (metadata.id) } } }
            div { dt { "Name" } dd { code { (operation.name) } } }
            @if let Some(base) = base { div { dt { "Base URL" } dd { code { (base) } } } }
            @for (name, value) in metadata.fixed_headers {
                div { dt { "Header " code { (name) } } dd { "Always " code { (value) } } }
            }
            @for (name, value) in metadata.fixed_fields {
                div { dt { "Field " code { (name) } } dd { "Always " code { (value) } } }
            }
            div { dt { "Credential" } dd { (credential(provider, metadata)) } }
            @if let Some(body) = body(metadata.body) { div { dt { "Request body" } dd { (body) } } }
        }
    }
}

fn credential(provider: &Provider, metadata: &Metadata) -> Markup {
    html! {
        @if !metadata.authenticated { "None" }
        @for (at, scheme) in provider.auth.iter().filter(|_| metadata.authenticated).enumerate() {
            @if at > 0 { " or " }
            @match scheme {
                AuthScheme::Basic { .. } => "HTTP Basic",
                AuthScheme::Bearer { .. } => "Bearer token",
                AuthScheme::Named { scheme, .. } => { "Token of the scheme " code { (scheme) } }
                AuthScheme::ApiKey { location: KeyLocation::Query, name, .. } => { "Query key " code { (name) } }
                AuthScheme::ApiKey { location: KeyLocation::Cookie, name, .. } => { "Cookie " code { (name) } }
                AuthScheme::ApiKey { name, .. } => { "Header " code { (name) } }
                _ => "Credential",
            }
            @for (at, part) in scheme.parts().into_iter().enumerate() {
                (if at == 0 { ": " } else { ", " }) code { (part.name) }
            }
        }
    }
}

const fn body(format: BodyFormat) -> Option<&'static str> {
    match format {
        BodyFormat::None => None,
        BodyFormat::Json => Some("JSON"),
        BodyFormat::Form => Some("Form"),
        BodyFormat::Text => Some("Text"),
        BodyFormat::Bytes => Some("Bytes"),
        _ => format.content_type(),
    }
}

fn response(operation: &Operation) -> Markup {
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
    let StatusResponse { metadata, value_type, headers, .. } = response;
    html! {
        p.line {
            "Status "
            @match metadata.status { Some(status) => { code { (status) } }, None => { "of any other success" } }
        }
        @for header in headers {
            p.line { "Header " code { (header.metadata.wire_name) } }
            @if !header.docs.is_empty() { div.docs dir="auto" { (markdown::render(&header.docs, 3)) } }
        }
        @match value_type {
            None if !metadata.has_body() => { p.none { "No body." } }
            None => { p.none { (metadata.content_type) } }
            Some(value) => {
                @let docs = operation.types.docs(value);
                p.line { (metadata.content_type) span.type { (type_text(value, &operation.types)) } }
                @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 3)) } }
                (fields.members(value, None))
            }
        }
    }
}

/// Shows the only response.
fn only_response<'o>(operation: &'o Operation, fields: &mut MemberList<'o>, kind: &str) -> Markup {
    let is_streamed = operation.metadata.response.format.is_streamed();
    html! {
            @if operation.status() != 200 { p.line { "Status " code { (operation.status()) } } }
            @for header in &operation.response_headers {
                p.line { "Header " code { (header.metadata.wire_name) } }
                @if !header.docs.is_empty() { div.docs dir="auto" { (markdown::render(&header.docs, 3)) } }
            }
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

fn error(operation: &Operation, docs: &str) -> Markup {
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

/// Shows the section of the console, with the data for the module.
fn try_it(catalog: &Catalog, provider: &Provider, operation: &Operation) -> Markup {
    html! {
        section #try aria-labelledby="try-title" {
            h2 #try-title { "Try it" }
            noscript { p { "The form needs JavaScript. Everything else on this page does not." } }
            script #gateways type="application/json" { (script_data(&catalog.options().gateways)) }
            script #operation type="application/json" { (script_data(&console(provider, operation))) }
            (code(provider, operation))
        }
    }
}

/// Shows the code of a call without values: for readers without script, and as the module's first texts.
fn code(provider: &Provider, operation: &Operation) -> Markup {
    let snippets = snippet::snippets(provider, operation, &JsonMap::new());
    html! {
        section #code.panel aria-label="Code" {
            div.bar { h3 { "Code" } }
            @for (at, language) in Language::ALL.into_iter().enumerate() {
                details open[at == 0] data-language=(language.id()) {
                    summary { (language_label(language)) }
                    pre tabindex="0" { code { (snippets.get(language.id()).map_or("", String::as_str)) } }
                }
            }
        }
    }
}

/// Returns the label of a language. TypeScript with `fetch` has the label `fetch`, to distinguish it from the package.
const fn language_label(language: Language) -> &'static str {
    match language {
        Language::Fetch => language.id(),
        language => language.name(),
    }
}

/// Serializes a value as JSON without characters that could begin or end an element.
fn script_data(value: &impl serde::Serialize) -> Markup {
    // Texts, numbers, lists and maps by name always have a JSON form.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let escaped = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    PreEscaped(escaped)
}

/// Splits documentation into the text and the part under its heading `Errors`, which has a section of its own.
fn split_errors(docs: &str) -> (&str, &str) {
    let mut is_code = false;
    let mut at = 0;
    for line in docs.split_inclusive('\n') {
        is_code ^= line.trim_start().starts_with("```");
        if !is_code && line.trim() == "# Errors" {
            let (before, from) = docs.split_at(at);
            let errors = from.get(line.len()..).unwrap_or_default();
            // A text under a further heading of this rank is not about errors.
            return if errors.contains("\n# ") { (docs.trim(), "") } else { (before.trim(), errors.trim()) };
        }
        at += line.len();
    }
    (docs.trim(), "")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_element_begins_or_ends_in_data() {
        let value = json!({ "</script><script>": "<!-- ]]> & \u{2028}" });
        let data = script_data(&value).into_string();
        assert!(!data.contains(['<', '>', '&']), "{data}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&data).unwrap(), value);
    }

    #[test]
    fn errors_have_a_section_of_their_own() {
        for (docs, split) in [
            ("One.\n\n# Errors\n`gone` (404).", ("One.", "`gone` (404).")),
            ("One.", ("One.", "")),
            ("# Errors\nAll.", ("", "All.")),
            ("```\n# Errors\n```\ntwo", ("```\n# Errors\n```\ntwo", "")),
            ("One.\n# Errors\nTwo.\n# Notes\nThree.", ("One.\n# Errors\nTwo.\n# Notes\nThree.", "")),
        ] {
            assert_eq!(split_errors(docs), split);
        }
    }
}
