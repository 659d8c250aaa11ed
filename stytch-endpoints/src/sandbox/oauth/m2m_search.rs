//! The filters of searches for machine-to-machine clients.

use endpoint_runtime::{Json, JsonMap};

use super::super::api_error::ApiError;
use crate::{
    m2m::clients::{M2mClient, M2mSearchQuery},
    search::SearchOperator,
};

/// Returns whether a client matches a query.
///
/// # Errors
/// A filter of the query is none.
pub(super) fn matches(query: Option<&M2mSearchQuery>, client: &M2mClient) -> Result<bool, ApiError> {
    let Some(query) = query.filter(|query| !query.operands.is_empty()) else { return Ok(true) };
    let results = query.operands.iter().map(AsRef::as_ref).map(|filter| matches_filter(filter, client));
    let results = results.collect::<Result<Vec<_>, _>>()?;
    Ok(match query.operator {
        SearchOperator::Or => results.contains(&true),
        _ => !results.contains(&false),
    })
}

fn matches_filter(filter: &JsonMap, client: &M2mClient) -> Result<bool, ApiError> {
    let name = filter
        .get("filter_name")
        .ok_or_else(|| ApiError::bad_request("m2m_search_missing_filter_name", "A filter has no `filter_name`."))?;
    let name = name.as_str().ok_or_else(|| {
        ApiError::bad_request("m2m_search_filter_name_must_be_string", "`filter_name` has to be a text.")
    })?;
    if !["client_id", "client_name", "scopes"].contains(&name) {
        let message = format!("There is no filter `{name}`; use `client_id`, `client_name` or `scopes`.");
        return Err(ApiError::bad_request("m2m_search_filter_name_not_recognized", message));
    }
    let value = filter
        .get("filter_value")
        .filter(|value| !value.is_null())
        .ok_or_else(|| ApiError::bad_request("m2m_search_missing_filter_value", "A filter has no `filter_value`."))?;
    let texts = value.as_array().and_then(|list| list.iter().map(Json::as_str).collect::<Option<Vec<_>>>());
    let texts = texts.ok_or_else(|| {
        ApiError::bad_request("m2m_search_expected_array_of_strings", "`filter_value` has to be a list of texts.")
    })?;
    Ok(match name {
        "client_id" => texts.contains(&client.client_id.as_str()),
        "client_name" => texts.contains(&client.client_name.as_str()),
        _ => client.scopes.iter().any(|scope| texts.contains(&scope.as_str())),
    })
}
