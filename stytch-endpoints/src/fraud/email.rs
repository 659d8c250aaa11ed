//! `/v1/email/risk`, on the fraud host

use crate::fraud::VerdictAction;
use crate::prelude::*;

/// Checks of e-mail addresses for fraud.
#[endpoints(
    defaults = crate::api,
    tag = "Fraud: e-mail addresses",
    path = "/v1/email/risk",
    id = "api_fraud_v1_fraud_email_",
    host = fraud,
)]
pub trait Email {
    /// Rates the risk that an e-mail address is fraudulent or undeliverable. Nothing is sent to it.
    ///
    /// # Errors
    /// `invalid_email` (400).
    #[endpoint(POST, id = "Risk", idempotent)]
    async fn risk(
        &self,
        /// The address to check.
        email_address: String,
    ) -> Result<RiskResponse>;
}

/// The risk of an e-mail address.
#[object]
pub struct RiskResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The findings about the address itself.
    pub address_information: AddressInformation,
    /// The findings about the domain of the address.
    pub domain_information: DomainInformation,
    /// The recommendation.
    pub action: VerdictAction,
    /// The risk, from 0 to 100, which is the highest.
    pub risk_score: i32,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// Findings about an e-mail address.
#[object]
pub struct AddressInformation {
    /// `true` if messages to it are known to have come back.
    pub has_known_bounces: bool,
    /// `true` if it has the form of an address.
    pub has_valid_syntax: bool,
    /// `true` if it seems to belong to a function or a group, such as `sales@…`.
    pub is_suspected_role_address: bool,
    /// The address without dots, and without a `+` and all that follows it, before the `@`.
    pub normalized_email: String,
    /// The number of dots and `+` in the address. Fraudsters use them to get many addresses out of one mailbox.
    pub tumbling_character_count: i32,
}

/// Findings about the domain of an e-mail address.
#[object]
pub struct DomainInformation {
    /// `true` if the domain's DNS records allow for mail.
    pub has_mx_or_a_record: bool,
    /// `true` if the domain is known for throw-away addresses.
    pub is_disposable_domain: bool,
}
