//! What all pages have around their content, and small things that they share.

use endpoint_runtime::{
    metadata::Method,
    provider::{Operation, Provider},
};
use maud::{DOCTYPE, Markup, html};

use super::{Site, assets::Assets};

/// What stands around a page's content.
pub(super) struct Chrome<'a> {
    pub(super) title: &'a str,
    /// The name that leads to the index.
    pub(super) brand: &'a str,
    /// The path of the OpenAPI document.
    pub(super) document: Option<&'a str>,
    /// The groups at the side.
    pub(super) tree: &'a Markup,
}

/// A whole page around what is its own.
pub(super) fn page(assets: &Assets, chrome: &Chrome<'_>, kind: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (chrome.title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                link rel="stylesheet" href=(assets.style.path);
                link rel="icon" type="image/svg+xml" href=(assets.icon.path);
                script type="module" src=(assets.script.path) {}
            }
            body {
                a.skip href="#main" { "Skip to content" }
                header #top {
                    a.brand href="/" {
                        img src=(assets.icon.path) alt="" width="24" height="24";
                        bdi { (chrome.brand) }
                    }
                    @if let Some(document) = chrome.document { a.document href=(document) { "OpenAPI" } }
                }
                div #frame {
                    nav #tree aria-label="Groups" { (chrome.tree) }
                    main #main class=(kind) tabindex="-1" { (main) }
                }
            }
        }
    }
}

/// Says who answers: a sandbox, or which environment.
pub(super) fn notice(site: &Site, provider: &Provider) -> Markup {
    if let Some(served) = site.options().served(provider) {
        return html! {
            p.serves role="note" data-environment=(served.name) {
                "Requests go to " bdi { (provider.title) } ", " strong { (served.name) } ": " code { (served.url) }
            }
        };
    }
    html! {
        @if site.is_sandbox(provider) { (sandbox(provider)) }
    }
}

fn sandbox(provider: &Provider) -> Markup {
    html! {
        p.sandbox role="note" {
            strong { "Sandbox" } ": a stand-in for " bdi { (provider.title) } " inside this gateway answers; nothing reaches "
            bdi { (provider.title) } " itself. To reach it, start the gateway with its credentials."
        }
    }
}

/// The method as a badge.
pub(super) fn method(method: Method) -> Markup {
    html! { b.method data-method=(method) { (method) } }
}

/// The operation's name for humans: `get_connected_apps` as `Get connected apps`.
pub(super) fn title(operation: &Operation) -> String {
    let mut letters = operation.metadata.name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect::<String>().replace('_', " ")
}

/// The path of the provider's OpenAPI document.
pub(super) fn document(provider: &Provider) -> String {
    format!("/-/openapi/{}.json", provider.name)
}
