//! Groups of query parameters.

mod compile_checks;

#[doc(hidden)]
pub use compile_checks::{DistinctKeys, DistinctKeysCheck, has_distinct_keys};

use crate::{metadata::Parameter, request::ArgumentVisitor};

/// A group of query parameters that is declared once, and that endpoints take as `#[query] name: Group` or
/// `#[query] name: Option<Group>`.
///
/// [Derive](derive@crate::Query) it for a struct with one field for each parameter.
///
/// ```
/// use endpoint_runtime::Query;
///
/// /// A page of a list.
/// #[derive(Clone, Query)]
/// pub struct Page {
///     /// The number of items.
///     #[query("page[size]")]
///     pub size: Option<u32>,
///     /// The place after which the page begins.
///     #[query("page[after]")]
///     pub after: Option<String>,
/// }
///
/// assert_eq!(Page::PARAMETERS[0].wire_name, "page[size]");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group of query parameters",
    label = "not a `Query` group",
    note = "a group is a struct with `#[derive(endpoint_runtime::Query)]`; a single value is named in the template: `?<name>` or `?key=<name>`",
    note = "a map is written `BTreeMap<K, V>`, `HashMap<K, V>` or `Vec<(K, V)>`, since a type alias of one is taken for a group"
)]
pub trait Query: Sized {
    /// The parameters.
    const PARAMETERS: &'static [Parameter];
    /// `true` if requests with the group have a setter for each of its optional parameters, which the derive emits.
    #[doc(hidden)]
    const HAS_SETTERS: bool = false;

    /// Visits the parameters. So they are encoded, and shown by `Debug`.
    fn visit(&self, visitor: &mut ArgumentVisitor<'_, '_>);
}
