//! `/v1/rules`, on the fraud host

use crate::fraud::{RuleAction, RuleType};
use crate::prelude::*;

/// Rules of the project that decide on devices in place of Stytch.
#[endpoints(
    defaults = crate::api,
    tag = "Fraud: rules",
    path = "/v1/rules",
    id = "api_fraud_v1_fraud_rules_",
    host = fraud,
)]
pub trait Rules {
    /// Lists the project's fraud rules.
    ///
    /// # Errors
    /// `dfp_rule_invalid_cursor` (400).
    #[endpoint(
        POST "/list",
        id = "List",
        idempotent,
        paginate(cursor = cursor, next = next_cursor, items = rules: Vec<Rule>, limit = limit)
    )]
    async fn list(
        &self,
        /// The `next_cursor` of the previous page. Default: the first page.
        cursor: Option<String>,
        /// The number of rules in a page, 100 at most. Default: 10.
        limit: Option<i32>,
    ) -> Result<ListResponse>;

    /// Sets the fraud rule for a device, a network or a country, or removes it.
    ///
    /// Fingerprint lookups that match the rule have its action, with the reason `RULE_MATCH`. Exactly one property is
    /// given. The rule replaces an earlier one for the same value, so a repeated call has the effect of one, except
    /// that an expiry counts from the last call.
    ///
    /// # Errors
    /// `invalid_action_for_rules`, `invalid_fingerprint_or_id`, `cidr_block_invalid_prefix` and `invalid_asn` (400).
    #[endpoint(POST "/set", id = "Set", idempotent)]
    async fn set(
        &self,
        /// The action of matching lookups, or `NONE` to remove the rule. A country cannot have `ALLOW`.
        action: RuleAction,
        /// The id in the device's cookie.
        visitor_id: Option<String>,
        /// The browser, recognized by the cookie and the network fingerprint.
        browser_id: Option<String>,
        /// The visitor, recognized without a cookie.
        visitor_fingerprint: Option<String>,
        /// The browser and its version.
        browser_fingerprint: Option<String>,
        /// The operating system and the hardware.
        hardware_fingerprint: Option<String>,
        /// The network connection, such as its TLS handshake.
        network_fingerprint: Option<String>,
        /// The lifetime of the rule, in minutes. Default: without end.
        expires_in_minutes: Option<i32>,
        /// The purpose of the rule, for people.
        description: Option<String>,
        /// An IP address, or a block of them with a prefix of 16 to 32 bits.
        cidr_block: Option<String>,
        /// A country, as a code of two letters (ISO 3166-1).
        country_code: Option<String>,
        /// The number of an autonomous system, from 0 to 4294967295, as text.
        asn: Option<String>,
    ) -> Result<SetResponse>;
}

/// A page of the project's fraud rules.
#[object]
pub struct ListResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The `cursor` of the next page; empty on the last one.
    pub next_cursor: String,
    /// The rules of this page.
    pub rules: Vec<Rule>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A fraud rule. It has the one property that `rule_type` names.
#[object]
pub struct Rule {
    /// The property that the rule compares.
    pub rule_type: RuleType,
    /// The action of matching lookups.
    pub action: RuleAction,
    /// The time at which the rule was set first.
    pub created_at: Timestamp,
    /// The id in the device's cookie.
    pub visitor_id: Option<String>,
    /// The browser, recognized by the cookie and the network fingerprint.
    pub browser_id: Option<String>,
    /// The visitor, recognized without a cookie.
    pub visitor_fingerprint: Option<String>,
    /// The browser and its version.
    pub browser_fingerprint: Option<String>,
    /// The operating system and the hardware.
    pub hardware_fingerprint: Option<String>,
    /// The network connection, such as its TLS handshake.
    pub network_fingerprint: Option<String>,
    /// The block of IP addresses.
    pub cidr_block: Option<String>,
    /// The country, as a code of two letters (ISO 3166-1).
    pub country_code: Option<String>,
    /// The number of the autonomous system.
    pub asn: Option<String>,
    /// The purpose of the rule, for people.
    pub description: Option<String>,
    /// The end of the rule, unless it is without end.
    pub expires_at: Option<Timestamp>,
    /// The time of the last change, unless it was never changed.
    pub last_updated_at: Option<Timestamp>,
}

/// A fraud rule that was set. It has the one property that was given.
#[object]
pub struct SetResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The action of matching lookups, or `NONE` if the rule was removed.
    pub action: RuleAction,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The id in the device's cookie.
    pub visitor_id: Option<String>,
    /// The browser, recognized by the cookie and the network fingerprint.
    pub browser_id: Option<String>,
    /// The visitor, recognized without a cookie.
    pub visitor_fingerprint: Option<String>,
    /// The browser and its version.
    pub browser_fingerprint: Option<String>,
    /// The operating system and the hardware.
    pub hardware_fingerprint: Option<String>,
    /// The network connection, such as its TLS handshake.
    pub network_fingerprint: Option<String>,
    /// The end of the rule, unless it is without end.
    pub expires_at: Option<Timestamp>,
    /// The block of IP addresses.
    pub cidr_block: Option<String>,
    /// The country, as a code of two letters (ISO 3166-1).
    pub country_code: Option<String>,
    /// The number of the autonomous system.
    pub asn: Option<String>,
}
