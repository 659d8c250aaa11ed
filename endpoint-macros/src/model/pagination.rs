//! The option `paginate`.

use syn::{Ident, Type};

/// The way from one page of a list to the next.
pub(crate) struct Pagination {
    pub(crate) kind: PaginationKind,
    /// The argument that chooses the page; `None` if a URL does.
    pub(crate) argument: Option<PageArgument>,
    /// The field that the kind reads.
    pub(crate) field: Option<PageField>,
    /// The field of the items with its type; `None` if the page is the list.
    pub(crate) items: Option<(PageField, Type)>,
    /// The field that is `false` in the last page.
    pub(crate) more: Option<PageField>,
    /// The field that is `true` in the last page.
    pub(crate) done: Option<PageField>,
    /// The name of the argument that sets the number of items in a page.
    pub(crate) limit: Option<String>,
    /// The number of the first page or item.
    pub(crate) first: u64,
}

/// The argument that chooses the page, or that has a field which does.
pub(crate) struct PageArgument {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    /// True if the argument is an `Option` that is looked into.
    pub(crate) is_optional: bool,
    /// The names of the fields below the argument, each with `true` if it is an `Option` that is looked into.
    pub(crate) path: Vec<(Ident, bool)>,
    /// The JSON pointer of the field below the argument, empty for the argument itself.
    pub(crate) pointer: String,
    /// True for a value that is JSON, and no text or number.
    pub(crate) is_json: bool,
}

/// A field of a page, or of an item.
pub(crate) struct PageField {
    /// The names of the fields, each with `true` if it is an `Option` that is looked into.
    pub(crate) path: Vec<(Ident, bool)>,
    /// The JSON pointer of the member.
    pub(crate) pointer: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PaginationKind {
    Cursor,
    After,
    Page,
    Offset,
    Link,
    Url,
}

impl PaginationKind {
    /// Returns the number of the first page or item, unless an option says another.
    pub(crate) fn usual_first(self) -> u64 {
        u64::from(self != Self::Offset)
    }
}
