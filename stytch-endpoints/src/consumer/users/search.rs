//! The search for Users.

use super::user::User;
use crate::prelude::*;
use crate::search::{ResultsMetadata, SearchOperator};

/// A filter of Users: operands, and how they are combined.
#[object(sent)]
pub struct SearchUsersQuery {
    /// `AND` for Users who meet all operands, `OR` for those who meet any.
    pub operator: SearchOperator,
    /// The conditions, each as `{"filter_name": …, "filter_value": …}`; without any, all Users are found.
    ///
    /// Filters by lists of texts: `user_id`, `email_id`, `email_address`, `phone_id`, `phone_number`, `oauth_provider`,
    /// `totp_id`, `webauthn_registration_id`, `crypto_wallet_id`, `crypto_wallet_address`. By a part of a text:
    /// `full_name_fuzzy`, `email_address_fuzzy`, `phone_number_fuzzy`. By `true` or `false`: `email_verified`,
    /// `phone_verified`, `totp_verified`, `webauthn_registration_verified`, `crypto_wallet_verified`,
    /// `password_exists`. By a time (RFC 3339): `created_at_greater_than`, `created_at_less_than`, and
    /// `created_at_between` with an object of `greater_than` and `less_than`. And `status`, by `active` or `pending`.
    pub operands: Vec<JsonMap>,
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
