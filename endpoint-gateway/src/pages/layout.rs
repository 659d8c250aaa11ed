//! What all pages have around their content.

use maud::{DOCTYPE, Markup, html};

use super::{assets::Assets, site::Site};

/// A whole page around what is its own.
pub(super) fn page(site: &Site, assets: &Assets, title: &str, main: &Markup) -> Markup {
    let _ = site;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { (title) }
                link rel="stylesheet" href=(assets.style.path);
                link rel="icon" href=(assets.icon.path);
                script type="module" src=(assets.script.path) {}
            }
            body {
                main #main { (main) }
            }
        }
    }
}
