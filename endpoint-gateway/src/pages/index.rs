//! The index: every operation, by group.

use endpoint_runtime::{
    percent,
    provider::{Operation, OperationGroup, Provider},
};
use maud::{Markup, html};

use super::{
    anchors::anchor,
    assets::Assets,
    catalog::{self, Catalog},
    layout::{self, PageFrame},
    markdown,
};

pub(super) fn page(catalog: &Catalog, assets: &Assets) -> Markup {
    let title = match catalog.providers() {
        [only] => only.title.as_str(),
        _ => "Operations",
    };
    let main = html! {
        @for provider in catalog.providers() { (layout::notice(catalog, provider)) }
        h1 { bdi { (title) } }
        @for provider in catalog.providers() { (about(provider, catalog.providers().len() > 1)) }
        div.search {
            input #filter type="search" aria-label="Filter operations" placeholder="Filter operations" autocomplete="off"
                spellcheck="false" hidden;
            kbd aria-hidden="true" { "/" }
        }
        p #matches role="status" {}
        @for provider in catalog.providers() {
            @for (group, id) in catalog.groups(provider) { (section(catalog, provider, group, id)) }
        }
    };
    let frame = PageFrame { title, brand: title, document: None, navigation: &tree(catalog) };
    layout::page(assets, &frame, "index", &main)
}

/// Shows a provider's documentation and facts.
fn about(provider: &Provider, is_one_of_several: bool) -> Markup {
    let count = provider.operations().count();
    html! {
        section.about {
            @if is_one_of_several { p.eyebrow { bdi { (provider.title) } } }
            @if !provider.docs.is_empty() { div.docs.lead dir="auto" { (markdown::render(&provider.docs, 3)) } }
            ul.facts {
                li { (count) @if count == 1 { " operation" } @else { " operations" } }
                li { "Version " (provider.version) }
                @if let Some(license) = &provider.license { li { (license) } }
                li { a href=(layout::document(provider)) { "OpenAPI document" } }
            }
            @if !provider.environments.is_empty() {
                dl.environments {
                    @for environment in &provider.environments {
                        div {
                            dt { bdi { (environment.name) } }
                            dd { code { (environment.url) } }
                        }
                    }
                }
            }
        }
    }
}

fn section(catalog: &Catalog, provider: &Provider, group: &OperationGroup, id: &str) -> Markup {
    html! {
        section data-group {
            div.head {
                h2 id=(id) {
                    @if catalog.providers().len() > 1 { span.provider { bdi { (provider.title) } " " } }
                    bdi { (group.name) }
                }
                (anchor(id, &group.name))
            }
            @if !group.docs.is_empty() { div.docs dir="auto" { (markdown::render(&group.docs, 3)) } }
            ul.operations { @for operation in &group.operations { (item(provider, group, operation)) } }
        }
    }
}

fn item(provider: &Provider, group: &OperationGroup, operation: &Operation) -> Markup {
    let metadata = operation.metadata;
    let sentence = markdown::first_sentence(&markdown::summary(&operation.docs));
    html! {
        li data-operation=(search_text(group, operation)) {
            (layout::method(metadata.method))
            a.deprecated[metadata.deprecated.is_some()] href=(catalog::path(provider, operation)) {
                (layout::title(operation))
            }
            code { (metadata.template) }
            @if !sentence.is_empty() { p dir="auto" { (sentence) } }
        }
    }
}

/// Returns the text that the filter searches.
fn search_text(group: &OperationGroup, operation: &Operation) -> String {
    let metadata = operation.metadata;
    let words = [
        metadata.method.as_str(),
        &layout::title(operation),
        &group.name,
        metadata.template,
        &operation.name,
        metadata.id,
    ];
    words.join(" ").to_lowercase()
}

/// Shows the links to the groups.
fn tree(catalog: &Catalog) -> Markup {
    html! {
        @for provider in catalog.providers() {
            @if catalog.providers().len() > 1 { p.provider { bdi { (provider.title) } } }
            ul {
                @for (group, id) in catalog.groups(provider) {
                    li { a.group href=(format!("#{}", percent::encode(id))) { bdi { (group.name) } } }
                }
            }
        }
    }
}
