//! The query of a search for machine-to-machine clients.

use crate::prelude::*;
use crate::search::{SearchOperator, operands};

/// The query of a search for machine-to-machine clients.
///
/// ```
/// use stytch_endpoints::m2m::clients::{M2mClientOperand, M2mSearchQuery, SearchRequest};
/// use stytch_endpoints::search::SearchOperator;
///
/// let query = M2mSearchQuery::new(SearchOperator::And, [M2mClientOperand::scopes(["read:logs"])]);
/// let request = SearchRequest::new().query(query);
/// ```
#[object(sent)]
pub struct M2mSearchQuery {
    /// The combination of the operands: all have to match, or any.
    pub operator: SearchOperator,
    /// The conditions; without any, all clients are found.
    pub operands: Vec<M2mClientOperand>,
}

operands! {
    /// A condition of a search for machine-to-machine clients, such as
    /// `{"filter_name": "scopes", "filter_value": ["read:logs"]}`.
    ///
    /// The filters are `client_id`, `client_name` and `scopes`, each with a list of texts. An empty list matches every
    /// client.
    M2mClientOperand {
        /// Matches clients with one of these ids.
        client_id: [M2mClientId],
        /// Matches clients with one of these names.
        client_name: [String],
        /// Matches clients with one of these scopes.
        scopes: [String],
    }
}
