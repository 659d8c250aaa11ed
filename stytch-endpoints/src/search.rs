//! The parts that all searches have in common.

use crate::prelude::*;

/// The number of all results of a search, and where the next page begins.
#[object]
pub struct ResultsMetadata {
    /// The number of results on all pages; -1 if the project does not count them.
    pub total: i32,
    /// The cursor of the next page; absent or empty on the last page.
    pub next_cursor: Option<String>,
}

/// The way in which the operands of a search are combined.
#[open_enum]
pub enum SearchOperator {
    /// A result matches at least one operand.
    #[text("OR")]
    Or,
    /// A result matches all operands.
    #[text("AND")]
    And,
}
