//! The navigation at the side of a page: the groups, and the operations of the current one.

use endpoint_runtime::{
    percent,
    provider::{Operation, OperationGroup, Provider},
};
use maud::{Markup, html};

use super::{
    catalog::{self, Catalog, OperationEntry},
    layout,
};

/// The maximum number of groups, and of operations in a group, that are shown.
const MAX_SHOWN: usize = 60;

/// Shows the groups of the operation's provider, with the operations of its own group.
pub(super) fn of_operation(catalog: &Catalog, entry: OperationEntry<'_>) -> Markup {
    let groups: Vec<_> = catalog.groups(entry.provider).collect();
    let here = groups.iter().position(|(_, id)| *id == entry.group_id).unwrap_or_default();
    html! {
        ul {
            @for (group, id) in around(&groups, here) {
                li {
                    a.group href=(format!("/#{}", percent::encode(id))) { bdi { (group.name) } }
                    @if *id == entry.group_id { (operations(entry.provider, group, entry.operation)) }
                }
            }
            @if groups.len() > MAX_SHOWN { li { a.all href="/" { "All groups" } } }
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
                    a href=(catalog::path(provider, operation)) aria-current=[is_current(operation).then_some("page")] {
                        (layout::title(operation))
                    }
                }
            }
        }
    }
}

/// Returns the items around the one at this index.
fn around<T>(items: &[T], here: usize) -> &[T] {
    let last = items.len().saturating_sub(MAX_SHOWN);
    let from = here.saturating_sub(MAX_SHOWN / 2).min(last);
    items.get(from..items.len().min(from + MAX_SHOWN)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_items_around_the_current_one_are_shown() {
        let items: Vec<usize> = (0..200).collect();
        for (here, shown) in [(0, 0..60), (100, 70..130), (199, 140..200)] {
            assert_eq!(around(&items, here), shown.collect::<Vec<_>>());
        }
        assert_eq!(around(&[7], 0), [7]);
    }
}
