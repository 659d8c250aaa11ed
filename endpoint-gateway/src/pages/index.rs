//! The index: every operation, by group.

use maud::{Markup, html};

use super::{
    assets::Assets,
    layout,
    site::{self, Site},
};

pub(super) fn page(site: &Site, assets: &Assets) -> Markup {
    let main = html! {
        h1 { "Operations" }
        @for provider in site.providers() {
            @for (group, id) in site.groups(provider) {
                h2 id=(id) { (group.name) }
                @for operation in &group.operations {
                    a href=(site::path(provider, operation)) { (operation.name) }
                }
            }
        }
    };
    layout::page(site, assets, "Operations", &main)
}
