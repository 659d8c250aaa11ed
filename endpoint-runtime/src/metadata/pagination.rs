//! The declaration of how an endpoint's pages follow each other.

/// The option `paginate` of an endpoint: how one page of a list leads to the next.
///
/// The members of a page are named by JSON pointers (RFC 6901), such as `/results_metadata/next_cursor`; the empty pointer is the whole
/// page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// The way to the next page.
    pub kind: PaginationKind,
    /// The name of the argument that chooses the page; `None` if a URL does.
    pub argument: Option<&'static str>,
    /// The member of the argument that chooses the page, if the argument is an object; empty if it is the value itself.
    pub argument_member: &'static str,
    /// The member that the kind reads, as [`PaginationKind`] describes.
    pub member: Option<&'static str>,
    /// The list of items.
    pub items: &'static str,
    /// The member that is `false` in the last page.
    pub more: Option<&'static str>,
    /// The member that is `true` in the last page.
    pub done: Option<&'static str>,
    /// The name of the argument that sets the number of items in a page.
    pub limit: Option<&'static str>,
    /// The number of the first page, or of the first item.
    pub first: u64,
}

/// The way to the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaginationKind {
    /// The argument is a cursor, which the member of the page before holds.
    Cursor,
    /// The argument is the key of the last item of the page before, which the member of that item holds.
    After,
    /// The argument is the number of the page. The member, if there is one, is the number of pages.
    Page,
    /// The argument is the number of items before the page, or the number of its first item if items are counted from one. The member, if there is one, is the number of all items.
    Offset,
    /// The header `Link` has the URL of the next page (RFC 8288).
    Link,
    /// The member has the URL of the next page.
    Url,
}

impl PaginationKind {
    /// Returns the name in documents and data for tools: `cursor`, `after`, `page`, `offset`, `link` or `url`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cursor => "cursor",
            Self::After => "after",
            Self::Page => "page",
            Self::Offset => "offset",
            Self::Link => "link",
            Self::Url => "url",
        }
    }
}

impl Pagination {
    /// Returns a pagination of this kind without anything else.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(kind: PaginationKind) -> Self {
        let first = if matches!(kind, PaginationKind::Offset) { 0 } else { 1 };
        Self {
            kind,
            argument: None,
            argument_member: "",
            member: None,
            items: "",
            more: None,
            done: None,
            limit: None,
            first,
        }
    }
}
