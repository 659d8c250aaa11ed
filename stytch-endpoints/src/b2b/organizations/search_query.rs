//! The filter of a search.

use crate::prelude::*;
use crate::search::SearchOperator;

/// The filter of a search for Organizations or Members.
///
/// An operand is an object with a `filter_name` and a `filter_value`. The names, by the type of their values:
///
/// * Organizations, lists of texts: `organization_ids`, `organization_slugs`, `member_emails`, `allowed_domains`,
///   `claimed_email_domains`; texts: `organization_name_fuzzy`, `organization_slug_fuzzy`, `member_email_fuzzy`,
///   `allowed_domain_fuzzy`, `sso_connection_id`; `true` or `false`: `has_active_sso_connection`.
/// * Members, lists of texts: `member_ids`, `member_emails`, `statuses`, `member_phone_numbers`; texts:
///   `member_email_fuzzy`, `member_phone_number_fuzzy`; `true` or `false`: `member_is_breakglass`.
///
/// A `…_fuzzy` filter matches a part of the text, and needs at least three characters.
#[object(sent)]
pub struct SearchQuery {
    /// The rule for several operands: all have to match, or one.
    pub operator: SearchOperator,
    /// The conditions, such as `{"filter_name": "statuses", "filter_value": ["active"]}`; without any, all are found.
    pub operands: Vec<JsonMap>,
}
