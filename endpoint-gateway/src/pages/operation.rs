//! The page of an operation.

use endpoint_export::{console::console, snippet::Language};
use endpoint_runtime::{
    metadata::{BodyFormat, Metadata, ResponseFormat},
    provider::{AuthScheme, Operation, Provider, TypeKind},
};
use maud::{Markup, PreEscaped, html};
use serde_json::Map;

use super::{
    assets::Assets,
    fields::{Fields, heading},
    layout::{self, Chrome},
    markdown, parameters,
    site::{self, Found, Site},
    snippet, tree, types,
};

/// So many bytes of members, in the response and in the error.
const RESPONSE_MEMBERS: usize = 24_000;
const ERROR_MEMBERS: usize = 6_000;

pub(super) fn page(site: &Site, assets: &Assets, found: Found<'_>) -> Markup {
    let Found { provider, operation, .. } = found;
    let (docs, errors) = split_errors(operation.metadata.docs);
    let main = html! {
        article.docs-of {
            (layout::notice(site, provider))
            (head(found))
            @if !docs.is_empty() { div.docs.lead dir="auto" { (markdown::render(docs, 2)) } }
            (facts(provider, operation))
            (parameters::section(operation))
            (response(operation))
            (error(operation, errors))
        }
        (console_of(site, provider, operation))
    };
    let title = format!("{} – {}", layout::title(operation), provider.title);
    let document = layout::document(provider);
    let chrome = Chrome {
        title: &title,
        brand: &provider.title,
        document: Some(&document),
        tree: &tree::of_operation(site, found),
    };
    layout::page(assets, &chrome, "operation", &main)
}

fn head(found: Found<'_>) -> Markup {
    let Found { provider, group, group_id, operation } = found;
    let metadata = operation.metadata;
    html! {
        nav.crumbs aria-label="Breadcrumb" {
            ol {
                li { a href="/" { bdi { (provider.title) } } }
                li { a href=(format!("/#{}", site::encoded(group_id))) { bdi { (group.name) } } }
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
        @if let Some(note) = metadata.deprecated.filter(|note| !note.is_empty()) {
            div.deprecation dir="auto" { (markdown::render(note, 2)) }
        }
        p.endpoint { code #endpoint data-copyable="method and path" { (layout::method(metadata.method)) " " (path(metadata)) } }
        p.jump { a href="#try" { "Try it" } }
    }
}

/// The path, where each parameter leads to its description and a line may break behind each segment.
fn path(metadata: &Metadata) -> Markup {
    html! {
        span.path {
            @for (at, segment) in metadata.template.split('/').enumerate() {
                @if at > 0 { "/" wbr; }
                @match segment.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
                    Some(name) => {
                        a href=(format!("#{}", site::encoded(&parameters::id(name)))) { "<" (name) ">" }
                    }
                    None => (segment),
                }
            }
            @for (at, (key, value)) in metadata.fixed_query.iter().enumerate() {
                (if at == 0 { "?" } else { "&" }) wbr; (site::encoded(key)) "=" (site::encoded(value))
            }
        }
    }
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
                AuthScheme::ApiKey { header, .. } => { "Header " code { (header) } }
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
    let mut fields = Fields::read(&operation.types, RESPONSE_MEMBERS);
    let kind = match operation.metadata.response {
        ResponseFormat::Text => "Text, as it came.",
        ResponseFormat::Bytes => "Bytes, as they came.",
        _ => "Nothing of the body is read.",
    };
    html! {
        section #response {
            (heading("response", "Response"))
            @match &operation.response_type {
                None => { p.none { (kind) } }
                Some(value) => {
                    @let docs = operation.types.docs(value);
                    p.line { "JSON" span.type { (types::type_text(value, &operation.types)) } }
                    @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 3)) } }
                    (fields.members(value, Some("response")))
                }
            }
        }
    }
}

fn error(operation: &Operation, docs: &str) -> Markup {
    let mut fields = Fields::read(&operation.types, ERROR_MEMBERS);
    let members = fields.members(&operation.error_type, Some("error"));
    let tells = [
        (operation.error_fields.code, "tells programs what is wrong"),
        (operation.error_fields.message, "tells people"),
        (operation.error_fields.request_id, "names the call"),
    ];
    html! {
        section #errors aria-labelledby="errors-title" {
            (heading("errors", "Errors"))
            @if !docs.is_empty() { div.docs dir="auto" { (markdown::render(docs, 3)) } }
            @if tells.iter().any(|(names, _)| !names.is_empty()) {
                p.tells {
                    "In the body of an answer other than 2xx, "
                    @for (at, (names, what)) in tells.iter().filter(|(names, _)| !names.is_empty()).enumerate() {
                        @if at > 0 { "; " }
                        @for (at, name) in names.iter().enumerate() { @if at > 0 { " or " } code { (name) } }
                        " " (what)
                    }
                    "."
                }
            }
            @if docs.is_empty() && *operation.types.kind(&operation.error_type) == TypeKind::Any {
                p { "Nothing is said of the body of an answer other than 2xx." }
            }
            (members)
        }
    }
}

/// The place for the console, with what the module needs to know.
fn console_of(site: &Site, provider: &Provider, operation: &Operation) -> Markup {
    html! {
        section #try aria-labelledby="try-title" {
            h2 #try-title { "Try it" }
            noscript { p { "The form needs JavaScript. Everything else on this page does not." } }
            script #gateways type="application/json" { (data(&site.options().gateways)) }
            script #operation type="application/json" { (data(&console(provider, operation))) }
            (code(provider, operation))
        }
    }
}

/// The code of a call with nothing filled in, for readers without script and for the module to begin with.
fn code(provider: &Provider, operation: &Operation) -> Markup {
    let snippets = snippet::snippets(provider, operation, &Map::new());
    html! {
        section #code.panel aria-label="Code" {
            div.bar { h3 { "Code" } }
            @for (at, language) in Language::ALL.into_iter().enumerate() {
                details open[at == 0] data-language=(language.id()) {
                    summary { (tab(language)) }
                    pre tabindex="0" { code { (snippets.get(language.id()).map_or("", String::as_str)) } }
                }
            }
        }
    }
}

/// The name of a language. Of the two that run JavaScript, one calls `fetch` and the other our client.
const fn tab(language: Language) -> &'static str {
    match language {
        Language::Fetch => language.id(),
        language => language.name(),
    }
}

/// JSON in which no element can begin or end.
fn data(value: &impl serde::Serialize) -> Markup {
    // What is written here is made of texts, numbers and lists, which always have a JSON form.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let escaped = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    PreEscaped(escaped)
}

/// The documentation, and what stands in it under the heading `Errors`, which has a section of its own.
fn split_errors(docs: &str) -> (&str, &str) {
    let mut is_code = false;
    let mut at = 0;
    for line in docs.split_inclusive('\n') {
        is_code ^= line.trim_start().starts_with("```");
        if !is_code && line.trim() == "# Errors" {
            let (before, from) = docs.split_at(at);
            let errors = from.get(line.len()..).unwrap_or_default();
            // What is under another heading of its rank is not about errors.
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
        let data = data(&value).into_string();
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
