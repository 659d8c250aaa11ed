//! Pages of search results.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::super::api_error::ApiError;
use crate::search::ResultsMetadata;

/// The number of results of a page for which the request names none.
const DEFAULT_LIMIT: u32 = 100;
/// The largest number of results of a page.
const MAX_LIMIT: u32 = 1000;

/// Cuts a page out of results that are in the order of their ids. The cursor of the next page names the last id of this one,
/// so that entries which come and go move no other from page to page.
pub(super) fn page<'a, T>(
    results: impl Iterator<Item = (&'a str, T)>,
    cursor: Option<&str>,
    limit: Option<u32>,
) -> Result<(Vec<T>, ResultsMetadata), ApiError> {
    let limit = match limit.unwrap_or(DEFAULT_LIMIT) {
        limit @ 1..=MAX_LIMIT => usize::try_from(limit).unwrap_or(usize::MAX),
        _ => return Err(ApiError::bad_request("bad_request", format!("`limit` has to be 1 to {MAX_LIMIT}."))),
    };
    let after = cursor.filter(|cursor| !cursor.is_empty()).map(decode).transpose()?;
    let (mut total, mut items, mut last, mut has_more) = (0, Vec::new(), "", false);
    for (id, result) in results {
        total += 1;
        if after.as_deref().is_some_and(|after| id <= after) {
            continue;
        }
        if items.len() == limit {
            has_more = true;
            continue;
        }
        items.push(result);
        last = id;
    }
    let next_cursor = has_more.then(|| URL_SAFE_NO_PAD.encode(last));
    Ok((items, ResultsMetadata { total, next_cursor }))
}

fn decode(cursor: &str) -> Result<String, ApiError> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| ApiError::bad_request("bad_request", "`cursor` is not the `next_cursor` of a page."))
}
