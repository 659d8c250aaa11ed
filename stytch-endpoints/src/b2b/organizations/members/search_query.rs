//! The query of a search for Members.

use crate::b2b::organizations::MemberStatus;
use crate::prelude::*;
use crate::search::{SearchOperator, operands};

/// The query of a search for Members.
///
/// ```
/// use stytch_endpoints::b2b::organizations::members::{MemberOperand, SearchQuery, SearchRequest};
/// use stytch_endpoints::{b2b::organizations::MemberStatus, search::SearchOperator};
///
/// let query = SearchQuery::new(SearchOperator::And, [MemberOperand::statuses([MemberStatus::Active])]);
/// let request = SearchRequest::new(["organization-test-1".into()]).query(query);
/// ```
#[object(sent)]
pub struct SearchQuery {
    /// The rule for several operands: all have to match, or one.
    pub operator: SearchOperator,
    /// The conditions; without any, all Members are found.
    pub operands: Vec<MemberOperand>,
}

operands! {
    /// A condition of a search for Members, such as `{"filter_name": "statuses", "filter_value": ["active"]}`.
    ///
    /// The filters, by the type of their values: lists of texts are `member_ids`, `member_emails`, `statuses` and
    /// `member_phone_numbers`; texts are `member_email_fuzzy` and `member_phone_number_fuzzy`; `true` or `false` is
    /// `member_is_breakglass`.
    MemberOperand {
        /// Matches Members with one of these ids.
        member_ids: [MemberId],
        /// Matches Members with one of these e-mail addresses.
        member_emails: [String],
        /// Matches a part of the e-mail address, of at least three characters.
        member_email_fuzzy: String,
        /// Matches Members who are exempt from the Organization's methods, or those who are not.
        member_is_breakglass: bool,
        /// Matches Members in one of these states.
        statuses: [MemberStatus],
        /// Matches Members with one of these telephone numbers.
        member_phone_numbers: [String],
        /// Matches a part of the telephone number, of at least three characters.
        member_phone_number_fuzzy: String,
    }
}
