//! Headings and names with links to themselves.

use endpoint_runtime::percent;
use maud::{Markup, html};

/// Shows the heading of the section with this id.
pub(super) fn heading(id: &str, title: &str) -> Markup {
    html! { div.head { h2 id=(format!("{id}-title")) { (title) } (anchor(id, title)) } }
}

/// Shows a link to the element with this id.
pub(super) fn anchor(id: &str, name: &str) -> Markup {
    html! { a.anchor href=(format!("#{}", percent::encode(id))) aria-label=(format!("Link to {name}")) { "#" } }
}

/// Escapes a name, so that it can be part of an element's id. Different names stay different.
pub(super) fn escaped(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => c.to_string(),
        c => format!(".{:x}.", u32::from(c)),
    };
    name.chars().map(plain).collect()
}
