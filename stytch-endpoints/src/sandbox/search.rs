//! Searches: filters and pages.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use endpoint_runtime::{Json, JsonMap};

use super::api_error::ApiError;
use crate::search::{ResultsMetadata, SearchOperator};

/// The number of results on a page for which the call names none.
const DEFAULT_LIMIT: u32 = 100;
/// The characters that a `…_fuzzy` filter needs.
const MIN_FUZZY: usize = 3;

/// The error types of one search.
pub(super) struct SearchErrors {
    pub(super) missing_name: &'static str,
    pub(super) name_is_no_text: &'static str,
    pub(super) unknown_name: &'static str,
    pub(super) missing_value: &'static str,
    pub(super) no_texts: &'static str,
    pub(super) no_text: &'static str,
    pub(super) no_flag: &'static str,
    pub(super) wrong_operator: &'static str,
    pub(super) page: PageErrors,
}

/// The error types of pages.
pub(super) struct PageErrors {
    pub(super) wrong_limit: &'static str,
    pub(super) wrong_cursor: &'static str,
}

impl PageErrors {
    /// The error types of searches that have none of their own for pages.
    pub(super) const BAD_REQUEST: Self = Self { wrong_limit: "bad_request", wrong_cursor: "bad_request" };
}

/// One condition of a query.
pub(super) struct Operand<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a Json,
    errors: &'static SearchErrors,
}

impl Operand<'_> {
    /// Reads a list of texts.
    pub(super) fn texts(&self) -> Result<Vec<String>, ApiError> {
        let texts = self.value.as_array().map(|items| items.iter().map(|item| item.as_str().map(str::to_owned)));
        let texts: Option<Vec<String>> = texts.and_then(Iterator::collect);
        texts.ok_or_else(|| self.wrong(self.errors.no_texts, "a list of texts"))
    }

    pub(super) fn text(&self) -> Result<String, ApiError> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.wrong(self.errors.no_text, "a text"))
    }

    /// Reads a part of a text, in small letters.
    pub(super) fn fuzzy(&self, too_short: &'static str) -> Result<String, ApiError> {
        let text = self.text()?;
        if text.chars().count() < MIN_FUZZY {
            return Err(self.wrong(too_short, "a text of at least three characters"));
        }
        Ok(text.to_lowercase())
    }

    pub(super) fn flag(&self) -> Result<bool, ApiError> {
        self.value.as_bool().ok_or_else(|| self.wrong(self.errors.no_flag, "`true` or `false`"))
    }

    pub(super) fn unknown(&self) -> ApiError {
        ApiError::bad_request(self.errors.unknown_name, format!("There is no filter `{}`.", self.name))
    }

    /// Refuses the value, which has to be something else.
    pub(super) fn wrong(&self, error_type: &'static str, expected: &str) -> ApiError {
        ApiError::bad_request(error_type, format!("The value of `{}` has to be {expected}.", self.name))
    }
}

/// The filters of a query, and the rule that combines them.
pub(super) struct Filters<F> {
    is_any: bool,
    filters: Vec<F>,
}

impl<F> Filters<F> {
    /// Reads a query; without one, everything matches.
    pub(super) fn read<O: AsRef<JsonMap>>(
        query: Option<(&SearchOperator, &[O])>,
        errors: &'static SearchErrors,
        read: impl Fn(&Operand<'_>) -> Result<F, ApiError>,
    ) -> Result<Self, ApiError> {
        let Some((operator, operands)) = query else { return Ok(Self { is_any: false, filters: Vec::new() }) };
        let is_any = match operator {
            SearchOperator::And => false,
            SearchOperator::Or => true,
            SearchOperator::Other(_) => {
                return Err(ApiError::bad_request(errors.wrong_operator, "The operator has to be `AND` or `OR`."));
            }
        };
        let filters = operands.iter().map(AsRef::as_ref).map(|operand| {
            let missing = |name: &'static str, what: &str| {
                ApiError::bad_request(name, format!("An operand of the query has no `{what}`."))
            };
            let name = operand.get("filter_name").filter(|name| !name.is_null());
            let name = name.ok_or_else(|| missing(errors.missing_name, "filter_name"))?;
            let name = name.as_str().ok_or_else(|| {
                ApiError::bad_request(errors.name_is_no_text, "The `filter_name` of an operand has to be a text.")
            })?;
            let value = operand.get("filter_value").filter(|value| !value.is_null());
            let value = value.ok_or_else(|| missing(errors.missing_value, "filter_value"))?;
            read(&Operand { name, value, errors })
        });
        Ok(Self { is_any, filters: filters.collect::<Result<_, _>>()? })
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &F> {
        self.filters.iter()
    }

    /// Returns whether something is found, by whether it matches each filter.
    pub(super) fn accept(&self, matches: impl Fn(&F) -> bool) -> bool {
        if self.is_any && !self.filters.is_empty() {
            self.filters.iter().any(matches)
        } else {
            self.filters.iter().all(matches)
        }
    }
}

/// Cuts one page out of results that are in the order of their ids. The cursor is the last id of the page before, so that an
/// entry that is added or deleted between two calls does not move the others.
pub(in crate::sandbox) fn page<K: AsRef<str>, T>(
    found: Vec<(K, T)>,
    cursor: Option<&str>,
    limit: Option<u32>,
    errors: &PageErrors,
) -> Result<(Vec<T>, ResultsMetadata), ApiError> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=1000).contains(&limit) {
        return Err(ApiError::bad_request(errors.wrong_limit, "`limit` has to be 1 to 1000."));
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let last = match cursor.filter(|cursor| !cursor.is_empty()) {
        Some(cursor) => Some(decode_cursor(cursor).ok_or_else(|| {
            ApiError::bad_request(errors.wrong_cursor, "`cursor` is no `next_cursor` of an earlier page.")
        })?),
        None => None,
    };
    let total = i32::try_from(found.len()).unwrap_or(i32::MAX);
    let mut rest = found.into_iter().filter(|(id, _)| last.as_deref().is_none_or(|last| id.as_ref() > last)).peekable();
    let (mut results, mut next_cursor) = (Vec::new(), None);
    while let Some((id, result)) = rest.next() {
        results.push(result);
        if results.len() == limit {
            next_cursor = rest.peek().map(|_| URL_SAFE_NO_PAD.encode(id.as_ref()));
            break;
        }
    }
    Ok((results, ResultsMetadata { total, next_cursor }))
}

fn decode_cursor(cursor: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()
}

/// Returns whether a list contains a text, in whatever case.
pub(super) fn contains(texts: &[String], text: &str) -> bool {
    texts.iter().any(|known| known.eq_ignore_ascii_case(text))
}

/// Returns whether a text contains another one, which is in small letters.
pub(super) fn resembles(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(part)
}
