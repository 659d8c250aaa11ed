//! The page of an operation.

use maud::{Markup, html};

use super::{
    assets::Assets,
    layout,
    site::{Found, Site},
};

pub(super) fn page(site: &Site, assets: &Assets, found: Found<'_>) -> Markup {
    let main = html! { h1 { (found.operation.name) } };
    layout::page(site, assets, &found.operation.name, &main)
}
