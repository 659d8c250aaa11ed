//! The head of an operation's page: its title, its path, and the facts about its call.

use endpoint_runtime::{
    metadata::{BodyFormat, Metadata, QueryValue},
    percent,
    provider::{AuthScheme, KeyLocation, Operation, Provider},
};
use maud::{Markup, html};

use super::{catalog::OperationEntry, layout, markdown, parameters};

/// Shows the title, the traits and the path.
pub(super) fn head(entry: OperationEntry<'_>) -> Markup {
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

/// Shows the facts about the call.
pub(super) fn facts(provider: &Provider, operation: &Operation) -> Markup {
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
            @for (at, scheme) in scheme.schemes().iter().enumerate() {
                @if at > 0 { " and " }
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
}

const fn body(format: BodyFormat) -> Option<&'static str> {
    match format {
        BodyFormat::None => None,
        BodyFormat::Json => Some("JSON"),
        BodyFormat::Form => Some("Form"),
        BodyFormat::Text => Some("Text"),
        BodyFormat::Bytes => Some("Bytes"),
        BodyFormat::Multipart => Some("Multipart"),
        _ => format.content_type(),
    }
}
