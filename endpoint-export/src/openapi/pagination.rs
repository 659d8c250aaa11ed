//! The pages of lists.

use endpoint_runtime::metadata::{Metadata, PaginationKind, ParameterLocation};

use super::document::{PageParameter, Pagination};

/// Writes the way from one page of an operation to the next, if it has pages.
pub(super) fn pagination(metadata: &'static Metadata) -> Option<Pagination> {
    let declared = metadata.pagination?;
    let member = |kinds: &[PaginationKind]| declared.member.filter(|_| kinds.contains(&declared.kind));
    Some(Pagination {
        r#type: declared.kind.as_str(),
        parameter: declared
            .argument
            .and_then(|name| parameter(metadata, name))
            .map(|parameter| PageParameter { member: declared.argument_member, ..parameter }),
        next: member(&[PaginationKind::Cursor, PaginationKind::Url]),
        last: member(&[PaginationKind::After]),
        pages: member(&[PaginationKind::Page]),
        total: member(&[PaginationKind::Offset]),
        first: match declared.kind {
            PaginationKind::Page => Some(declared.first),
            PaginationKind::Offset => Some(declared.first).filter(|first| *first > 0),
            _ => None,
        },
        items: declared.items,
        more: declared.more,
        done: declared.done,
        limit: declared.limit.and_then(|name| parameter(metadata, name)),
    })
}

fn parameter(metadata: &'static Metadata, name: &str) -> Option<PageParameter> {
    let parameter = metadata.parameters().find(|parameter| parameter.name == name)?;
    let location = match parameter.location {
        ParameterLocation::Field | ParameterLocation::Body => "body",
        location => location.as_str(),
    };
    Some(PageParameter { name: parameter.wire_name, location, member: "" })
}
