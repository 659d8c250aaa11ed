//! The groups at the side of a page, and as many operations as help to find the next.

use endpoint_runtime::provider::{Operation, OperationGroup, Provider};
use maud::{Markup, html};

use super::{
    layout,
    site::{self, Found, Site},
};

/// So many groups, and so many operations of a group, stand at the side.
const MOST: usize = 60;

/// The groups of the operation's provider, with the operations of its own group.
pub(super) fn of_operation(site: &Site, found: Found<'_>) -> Markup {
    let groups: Vec<_> = site.groups(found.provider).collect();
    let here = groups.iter().position(|(_, id)| *id == found.group_id).unwrap_or_default();
    html! {
        ul {
            @for (group, id) in around(&groups, here) {
                li {
                    a.group href=(format!("/#{}", site::encoded(id))) { bdi { (group.name) } }
                    @if *id == found.group_id { (operations(found.provider, group, found.operation)) }
                }
            }
            @if groups.len() > MOST { li { a.all href="/" { "All groups" } } }
        }
    }
}

fn operations(provider: &Provider, group: &OperationGroup, current: &Operation) -> Markup {
    let is_current = |operation: &Operation| operation.metadata.id == current.metadata.id;
    let here = group.operations.iter().position(is_current).unwrap_or_default();
    html! {
        ul {
            @for operation in around(&group.operations, here) {
                li {
                    a href=(site::path(provider, operation)) aria-current=[is_current(operation).then_some("page")] {
                        (layout::title(operation))
                    }
                }
            }
        }
    }
}

/// The items around this one.
fn around<T>(items: &[T], here: usize) -> &[T] {
    let last = items.len().saturating_sub(MOST);
    let from = here.saturating_sub(MOST / 2).min(last);
    items.get(from..items.len().min(from + MOST)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_shown() {
        let items: Vec<usize> = (0..200).collect();
        for (here, shown) in [(0, 0..60), (100, 70..130), (199, 140..200)] {
            assert_eq!(around(&items, here), shown.collect::<Vec<_>>());
        }
        assert_eq!(around(&[7], 0), [7]);
    }
}
