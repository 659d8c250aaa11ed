//! The parts of every call that have a constant value.

use endpoint_runtime::{Json, metadata::Metadata};
use serde::Serialize;

/// A constant, as `describe --json` shows it.
#[derive(Serialize)]
pub(super) struct ConstantDescription {
    /// The location: `query`, `header` or `field`.
    #[serde(rename = "in")]
    pub(super) place: &'static str,
    pub(super) name: String,
    pub(super) value: Json,
}

/// Returns the constants: of the query, of the headers and of the body.
pub(super) fn of(metadata: &Metadata) -> Vec<ConstantDescription> {
    let constant = |place, name: String, value: Json| ConstantDescription { place, name, value };
    let query = metadata.fixed_query().into_iter().map(|(name, value)| constant("query", name, value.into()));
    let headers =
        metadata.fixed_headers.iter().map(|(name, value)| constant("header", (*name).to_owned(), (*value).into()));
    let fields = metadata.fixed_field_values().map(|(name, value)| constant("field", name.to_owned(), value));
    query.chain(headers).chain(fields).collect()
}
