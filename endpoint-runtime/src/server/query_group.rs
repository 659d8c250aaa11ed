//! Groups of query parameters.

use super::decoder::Decoder;
use crate::query::Query;

/// A group of query parameters that a server can decode. `#[derive(Query)]` with `#[query(server)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a request's query",
    label = "not a group of query parameters that a server can decode",
    note = "add `#[query(server)]`, or `#[query(server = \"feature\")]` as on the trait, to the struct that derives `Query`"
)]
pub trait DecodeQuery: Query {
    /// Decodes the group. A value that is missing, occurs twice, or cannot be parsed is rejected with 400.
    fn decode(request: &mut Decoder<'_>) -> Option<Self>;

    /// Decodes the group if the query has one of its keys. Then a required one that is missing is rejected with 400, too.
    fn decode_optional(request: &mut Decoder<'_>) -> Option<Option<Self>> {
        if request.has_query_key_of(Self::PARAMETERS) { Self::decode(request).map(Some) } else { Some(None) }
    }
}
