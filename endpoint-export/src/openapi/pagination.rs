//! The pages of lists.

use endpoint_runtime::metadata::{Metadata, PaginationKind, ParameterLocation};

use super::document::{PageParameter, Pagination};

/// Writes the way from one page of an operation to the next, if it has pages.
pub(super) fn pagination(metadata: &'static Metadata) -> Option<Pagination> {
    let declared = metadata.pagination?;
    let member = |kinds: &[PaginationKind]| declared.member.filter(|_| kinds.contains(&declared.kind));
    Some(Pagination {
        r#type: declared.kind.as_str(),
        parameter: declared.argument.and_then(|name| parameter(metadata, name)),
        next: member(&[PaginationKind::Cursor, PaginationKind::Url]),
        last: member(&[PaginationKind::After]),
        pages: member(&[PaginationKind::Page]),
        total: member(&[PaginationKind::Offset]),
        first: (declared.kind == PaginationKind::Page).then_some(declared.first),
        items: declared.items,
        more: declared.more,
        limit: declared.limit.and_then(|name| parameter(metadata, name)),
    })
}

fn parameter(metadata: &'static Metadata, name: &str) -> Option<PageParameter> {
    let parameter = metadata.parameters().find(|parameter| parameter.name == name)?;
    let location = match parameter.location {
        ParameterLocation::Field => "body",
        location => location.as_str(),
    };
    Some(PageParameter { name: parameter.wire_name, location })
}
