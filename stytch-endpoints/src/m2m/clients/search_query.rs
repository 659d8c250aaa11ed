//! The query of a search for machine-to-machine clients.

use crate::prelude::*;
use crate::search::SearchOperator;

/// The filters of a search for machine-to-machine clients.
#[object(sent)]
pub struct M2mSearchQuery {
    /// The combination of the filters: all have to match, or any.
    pub operator: SearchOperator,
    /// The filters, each `{"filter_name": …, "filter_value": […]}`: `client_id`, `client_name` or `scopes`, with a list
    /// of texts. An empty list matches every client.
    pub operands: Vec<JsonMap>,
}
