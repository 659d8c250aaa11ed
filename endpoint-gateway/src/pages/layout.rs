//! The frame of all pages, and the elements that they share.

use endpoint_export::case::sentence;
use endpoint_runtime::{
    metadata::Method,
    provider::{Operation, Provider},
};
use maud::{DOCTYPE, Markup, html};

use super::{Catalog, assets::Assets};

/// The texts and links around the content of a page.
pub(super) struct PageFrame<'a> {
    pub(super) title: &'a str,
    /// The name in the link to the index.
    pub(super) brand: &'a str,
    /// The path of the OpenAPI document.
    pub(super) document: Option<&'a str>,
    /// The navigation at the side.
    pub(super) navigation: &'a Markup,
}

/// Puts the frame around the content of a page.
pub(super) fn page(assets: &Assets, frame: &PageFrame<'_>, kind: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (frame.title) }
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
                        bdi { (frame.brand) }
                    }
                    @if let Some(document) = frame.document { a.document href=(document) { "OpenAPI" } }
                }
                div #frame {
                    nav #tree aria-label="Groups" { (frame.navigation) }
                    main #main class=(kind) tabindex="-1" { (main) }
                }
            }
        }
    }
}

/// Shows where requests go: to a sandbox, or to an environment.
pub(super) fn notice(catalog: &Catalog, provider: &Provider) -> Markup {
    if let Some(served) = catalog.options().served(provider) {
        return html! {
            p.serves role="note" data-environment=(served.name) {
                "Requests go to " bdi { (provider.title) } ", " strong { (served.name) } ": " code { (served.url) }
            }
        };
    }
    html! {
        @if catalog.is_sandbox(provider) { (sandbox(provider)) }
    }
}

fn sandbox(provider: &Provider) -> Markup {
    html! {
        p.sandbox role="note" {
            strong { "Sandbox" } ": a stand-in for " bdi { (provider.title) } " inside this gateway responds; nothing reaches "
            bdi { (provider.title) } " itself. To reach it, start the gateway with its credentials."
        }
    }
}

/// Shows a method as a badge.
pub(super) fn method(method: Method) -> Markup {
    html! { b.method data-method=(method) { (method) } }
}

/// Returns the operation's title.
pub(super) fn title(operation: &Operation) -> String {
    sentence(operation.metadata.name)
}

/// Returns the path of the provider's OpenAPI document.
pub(super) fn document(provider: &Provider) -> String {
    format!("/-/openapi/{}.json", provider.name)
}
