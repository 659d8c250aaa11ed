//! The search for Users.

use super::user::{User, UserStatus};
use crate::prelude::*;
use crate::redirect::ProviderName;
use crate::search::{ResultsMetadata, SearchOperator, operands};

/// The query of a search for Users.
///
/// ```
/// use stytch_endpoints::consumer::users::{SearchRequest, SearchUsersQuery, UserOperand};
/// use stytch_endpoints::search::SearchOperator;
///
/// let operands = [UserOperand::email_address(["ada@example.com"]), UserOperand::email_verified(true)];
/// let request = SearchRequest::new().query(SearchUsersQuery::new(SearchOperator::And, operands));
/// ```
#[object(sent)]
pub struct SearchUsersQuery {
    /// `AND` for Users who meet all operands, `OR` for those who meet any.
    pub operator: SearchOperator,
    /// The conditions; without any, all Users are found.
    pub operands: Vec<UserOperand>,
}

operands! {
    /// A condition of a search for Users, such as `{"filter_name": "email_address", "filter_value": ["ada@example.com"]}`.
    ///
    /// The filters, by the type of their values: lists of texts are `user_id`, `email_id`, `email_address`, `phone_id`,
    /// `phone_number`, `oauth_provider`, `totp_id`, `webauthn_registration_id`, `crypto_wallet_id` and
    /// `crypto_wallet_address`; parts of a text are `full_name_fuzzy`, `email_address_fuzzy` and `phone_number_fuzzy`;
    /// `true` or `false` are `email_verified`, `phone_verified`, `totp_verified`, `webauthn_registration_verified`,
    /// `crypto_wallet_verified` and `password_exists`; times (RFC 3339) are `created_at_greater_than` and
    /// `created_at_less_than`. `created_at_between` is an object of `greater_than` and `less_than`; `status` is `active`
    /// or `pending`.
    UserOperand {
        /// Matches Users who were created after a time.
        created_at_greater_than: Timestamp,
        /// Matches Users who were created before a time.
        created_at_less_than: Timestamp,
        /// Matches Users in this state.
        status: UserStatus,
        /// Matches Users with a linked login at one of these providers, such as `google`.
        oauth_provider: [ProviderName],
        /// Matches Users with one of these ids.
        user_id: [UserId],
        /// Matches a part of the full name.
        full_name_fuzzy: String,
        /// Matches Users with one of these telephone numbers.
        phone_number: [String],
        /// Matches Users with a telephone number of one of these ids.
        phone_id: [PhoneId],
        /// Matches Users who have verified a telephone number, or those who have not.
        phone_verified: bool,
        /// Matches a part of a telephone number.
        phone_number_fuzzy: String,
        /// Matches Users with one of these e-mail addresses.
        email_address: [String],
        /// Matches Users with an e-mail address of one of these ids.
        email_id: [EmailId],
        /// Matches Users who have verified an e-mail address, or those who have not.
        email_verified: bool,
        /// Matches a part of an e-mail address.
        email_address_fuzzy: String,
        /// Matches Users who have verified a passkey or security key, or those who have not.
        webauthn_registration_verified: bool,
        /// Matches Users with a passkey or security key of one of these ids.
        webauthn_registration_id: [WebAuthnRegistrationId],
        /// Matches Users with a crypto wallet of one of these ids.
        crypto_wallet_id: [CryptoWalletId],
        /// Matches Users with a crypto wallet of one of these addresses.
        crypto_wallet_address: [String],
        /// Matches Users who have verified a crypto wallet, or those who have not.
        crypto_wallet_verified: bool,
        /// Matches Users with an authenticator app of one of these ids.
        totp_id: [TotpId],
        /// Matches Users who have verified an authenticator app, or those who have not.
        totp_verified: bool,
        /// Matches Users with a password, or those without one.
        password_exists: bool,
    }
}

impl UserOperand {
    /// Matches Users who were created between two times.
    #[must_use]
    pub fn created_at_between(greater_than: impl Into<Timestamp>, less_than: impl Into<Timestamp>) -> Self {
        let mut range = JsonMap::new();
        range.insert("greater_than", greater_than.into().to_string());
        range.insert("less_than", less_than.into().to_string());
        Self::new("created_at_between", range)
    }
}

/// A page of the Users who were found.
#[object]
pub struct SearchResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The Users of this page.
    pub results: Vec<User>,
    /// The total, and the cursor of the next page.
    pub results_metadata: ResultsMetadata,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
