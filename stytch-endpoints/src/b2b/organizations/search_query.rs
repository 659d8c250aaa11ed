//! The query of a search for Organizations.

use crate::prelude::*;
use crate::search::{SearchOperator, operands};

/// The query of a search for Organizations.
///
/// ```
/// use stytch_endpoints::b2b::organizations::{OrganizationOperand, SearchQuery, SearchRequest};
/// use stytch_endpoints::search::SearchOperator;
///
/// let operands = [OrganizationOperand::organization_slugs(["acme"]), OrganizationOperand::has_active_sso_connection(true)];
/// let request = SearchRequest::new().query(SearchQuery::new(SearchOperator::And, operands));
/// ```
#[object(sent)]
pub struct SearchQuery {
    /// The rule for several operands: all have to match, or one.
    pub operator: SearchOperator,
    /// The conditions; without any, all Organizations are found.
    pub operands: Vec<OrganizationOperand>,
}

operands! {
    /// A condition of a search for Organizations, such as `{"filter_name": "organization_slugs", "filter_value": ["acme"]}`.
    ///
    /// The filters, by the type of their values: lists of texts are `organization_ids`, `organization_slugs`,
    /// `member_emails`, `allowed_domains` and `claimed_email_domains`; texts are `organization_name_fuzzy`,
    /// `organization_slug_fuzzy`, `member_email_fuzzy`, `allowed_domain_fuzzy` and `sso_connection_id`; `true` or `false`
    /// is `has_active_sso_connection`.
    OrganizationOperand {
        /// Matches Organizations with one of these ids.
        organization_ids: [OrganizationId],
        /// Matches Organizations with one of these slugs.
        organization_slugs: [String],
        /// Matches a part of the name, of at least three characters.
        organization_name_fuzzy: String,
        /// Matches a part of the slug, of at least three characters.
        organization_slug_fuzzy: String,
        /// Matches Organizations that have a Member with one of these e-mail addresses.
        member_emails: [String],
        /// Matches Organizations that have a Member with this part of an e-mail address, of at least three characters.
        member_email_fuzzy: String,
        /// Matches Organizations whose new Members can have e-mail addresses of one of these domains.
        allowed_domains: [String],
        /// Matches a part of such a domain, of at least three characters.
        allowed_domain_fuzzy: String,
        /// Matches Organizations that have claimed one of these domains.
        claimed_email_domains: [String],
        /// Matches Organizations with an active SSO connection, or those without one.
        has_active_sso_connection: bool,
        /// Matches the Organization of an SSO connection.
        sso_connection_id: ConnectionId,
    }
}
