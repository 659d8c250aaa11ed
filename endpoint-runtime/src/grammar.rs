//! The grammar of a declaration, by topic. [`endpoints`](macro@crate::endpoints) is its first page.

/// Includes a page whose links lead to the pages of this module: of several definitions of a link the first counts, and those in the page itself lead to
/// files, for whoever reads it in the repository.
macro_rules! page {
    ($file:literal) => {
        concat!(include_str!("../docs/grammar/rustdoc-links.md"), "\n", include_str!($file))
    };
}
pub(crate) use page;

#[doc = page!("../docs/grammar/paths.md")]
pub mod paths {}
#[doc = page!("../docs/grammar/queries.md")]
pub mod queries {}
#[doc = page!("../docs/grammar/headers.md")]
pub mod headers {}
#[doc = page!("../docs/grammar/values.md")]
pub mod values {}
#[doc = page!("../docs/grammar/bodies.md")]
pub mod bodies {}
#[doc = page!("../docs/grammar/constants.md")]
pub mod constants {}
#[doc = page!("../docs/grammar/results.md")]
pub mod results {}
#[doc = page!("../docs/grammar/pagination.md")]
pub mod pagination {}
#[doc = page!("../docs/grammar/traits.md")]
pub mod traits {}
