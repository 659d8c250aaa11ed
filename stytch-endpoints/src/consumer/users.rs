//! `/v1/users`

mod factors;
mod responses;
mod search;
mod user;

pub use factors::*;
pub use responses::*;
pub use search::*;
pub use user::*;

use crate::prelude::*;

/// Users, the accounts of a consumer project.
#[endpoints(
    defaults = crate::api,
    tag = "Users",
    path = "/v1/users",
    id = "api_user_v1_",
)]
pub trait Users {
    /// Creates a User, with an e-mail address, a telephone number or both.
    ///
    /// Nothing is sent, and neither counts as verified. Calls that sign up by themselves, such as `login_or_create`,
    /// need no User from this call.
    ///
    /// # Errors
    /// `duplicate_email`, `duplicate_phone_number` and `duplicate_user_external_id` (400) if another User has it;
    /// `invalid_email`, `invalid_phone_number`, `invalid_create_user_request`, `metadata_too_large` and
    /// `metadata_too_many_keys` (400).
    #[endpoint(POST, id = "Create")]
    async fn create(
        &self,
        /// The User's e-mail address.
        email: Option<String>,
        name: Option<Name>,
        attributes: Option<Attributes>,
        /// The User's telephone number, in E.164 format: `+12025550123`.
        phone_number: Option<String>,
        /// `true` to create the User as pending until a factor is verified. The default is `false`: active at once.
        create_user_as_pending: Option<bool>,
        /// The application's own data of the User, which only the backend can change.
        trusted_metadata: Option<JsonMap>,
        /// The application's own data of the User, which the User can change by the frontend SDKs.
        untrusted_metadata: Option<JsonMap>,
        /// The application's own id of the User: at most 128 letters, digits and `.`, `_`, `-`, `|`, unique in the
        /// project. Requests accept it in place of the User's id.
        external_id: Option<String>,
        /// The roles that the User is assigned, besides those that everybody has.
        roles: Option<Vec<RoleId>>,
    ) -> Result<CreateResponse>;

    /// Removes a device that recognizes a fingerprint or a face from its User.
    ///
    /// # Errors
    /// `biometric_registration_not_found` (404).
    #[endpoint(DELETE "/biometric_registrations/<biometric_registration_id>", id = "DeleteBiometricRegistration")]
    async fn delete_biometric_registration(
        &self,
        biometric_registration_id: BiometricRegistrationId,
    ) -> Result<UserResponse>;

    /// Removes a crypto wallet from its User.
    ///
    /// # Errors
    /// `crypto_wallet_not_found` (404).
    #[endpoint(DELETE "/crypto_wallets/<crypto_wallet_id>", id = "DeleteCryptoWallet")]
    async fn delete_crypto_wallet(&self, crypto_wallet_id: CryptoWalletId) -> Result<UserResponse>;

    /// Removes an e-mail address from its User.
    ///
    /// # Errors
    /// `email_not_found` (404); `cannot_delete_last_primary_factor` (400) if the User could not sign in any more.
    #[endpoint(DELETE "/emails/<email_id>", id = "DeleteEmail")]
    async fn delete_email(&self, email_id: EmailId) -> Result<UserResponse>;

    /// Unlinks a login at another provider from its User.
    ///
    /// The e-mail address that came with the login remains.
    ///
    /// # Errors
    /// `oauth_user_registration_not_found` (404).
    #[endpoint(DELETE "/oauth/<oauth_user_registration_id>", id = "DeleteOAuthRegistration")]
    async fn delete_oauth_registration(&self, oauth_user_registration_id: OAuthRegistrationId) -> Result<UserResponse>;

    /// Removes a User's password.
    ///
    /// The User signs in by other factors, and can set a new password by a reset.
    ///
    /// # Errors
    /// `password_not_found` (404).
    #[endpoint(DELETE "/passwords/<password_id>", id = "DeletePassword")]
    async fn delete_password(&self, password_id: PasswordId) -> Result<UserResponse>;

    /// Removes a telephone number from its User.
    ///
    /// # Errors
    /// `phone_number_not_found` (404); `cannot_delete_last_primary_factor` (400) if the User could not sign in any
    /// more.
    #[endpoint(DELETE "/phone_numbers/<phone_id>", id = "DeletePhoneNumber")]
    async fn delete_phone_number(&self, phone_id: PhoneId) -> Result<UserResponse>;

    /// Searches the Users of the project, page by page.
    ///
    /// The next page is asked for with the same query and the `next_cursor` of the response, until there is none.
    /// Stytch limits the rate of searches; they serve administration, not sign-ins.
    ///
    /// # Errors
    /// `user_search_invalid_cursor`, `user_search_invalid_limit`, `user_search_filter_name_not_recognized` and others
    /// of the form `user_search_…`, which name the operand that is wrong (400); `too_many_requests` (429).
    #[endpoint(
        POST "/search",
        id = "Search",
        idempotent,
        paginate(cursor = cursor, next = results_metadata.next_cursor, items = results: Vec<User>, limit = limit)
    )]
    async fn search(
        &self,
        /// The `next_cursor` of the previous page. Without it, the first page is returned.
        cursor: Option<String>,
        /// The number of Users on a page: 1 to 1000. The default is 100.
        limit: Option<u32>,
        /// The filter. Without it, all Users are found.
        query: Option<SearchUsersQuery>,
    ) -> Result<SearchResponse>;

    /// Removes an authenticator app from its User, with its recovery codes.
    ///
    /// # Errors
    /// `totp_not_found` (404).
    #[endpoint(DELETE "/totps/<totp_id>", id = "DeleteTOTP")]
    async fn delete_totp(&self, totp_id: TotpId) -> Result<UserResponse>;

    /// Removes a passkey or security key from its User.
    ///
    /// The person's device still has the key, and may offer it.
    ///
    /// # Errors
    /// `webauthn_registration_not_found` (404).
    #[endpoint(DELETE "/webauthn_registrations/<webauthn_registration_id>", id = "DeleteWebAuthnRegistration")]
    async fn delete_webauthn_registration(
        &self,
        webauthn_registration_id: WebAuthnRegistrationId,
    ) -> Result<UserResponse>;

    /// Deletes a User, with all factors and data, and ends the User's sessions.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(DELETE "/<user_id>", id = "Delete")]
    async fn delete(&self, user_id: UserId) -> Result<DeleteResponse>;

    /// Shows a User.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(GET "/<user_id>", id = "Get")]
    async fn get(&self, user_id: UserId) -> Result<GetResponse>;

    /// Changes a User's name, metadata, external id or roles.
    ///
    /// Arguments that are left out remain as they are. E-mail addresses and telephone numbers are not changed by this
    /// call: they are added by the calls that verify them, and removed by those that delete them.
    ///
    /// # Errors
    /// `user_not_found` (404); `duplicate_user_external_id`, `metadata_too_large`, `metadata_too_many_keys` and
    /// `invalid_rbac_role_id` (400).
    #[endpoint(PUT "/<user_id>", id = "Update")]
    async fn update(
        &self,
        user_id: UserId,
        name: Option<Option<Name>>,
        attributes: Option<Option<Attributes>>,
        /// The application's own data of the User, which only the backend can change. Keys that are left out remain;
        /// null removes a key.
        trusted_metadata: Option<Option<JsonMap>>,
        /// The application's own data of the User, which the User can change by the frontend SDKs. Keys that are left
        /// out remain; null removes a key.
        untrusted_metadata: Option<Option<JsonMap>>,
        /// The application's own id of the User: at most 128 letters, digits and `.`, `_`, `-`, `|`, unique in the
        /// project. The call that deletes it removes it.
        external_id: Option<Option<String>>,
        /// The roles that the User is assigned. They replace those assigned before; an empty list removes all.
        roles: Option<Option<Vec<RoleId>>>,
    ) -> Result<UpdateResponse>;

    /// Lists the Connected Apps that a User has authorized, with the scopes of each.
    ///
    /// An app whose access was revoked is not listed.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(GET "/<user_id>/connected_apps", id = "ConnectedApps")]
    async fn connected_apps(&self, user_id: UserId) -> Result<ConnectedAppsResponse>;

    /// Revokes a Connected App's access to a User and every active token issued on the User's behalf.
    ///
    /// From then on the app's access and refresh tokens for this User are inactive, and it gets no new ones until the
    /// User completes its authorization flow again. Other Users and other apps are not affected.
    ///
    /// # Errors
    /// `user_not_found` and `connected_app_not_found` (404).
    #[endpoint(POST "/<user_id>/connected_apps/<connected_app_id>/revoke", id = "Revoke", idempotent, destructive)]
    async fn revoke(&self, user_id: UserId, connected_app_id: ConnectedAppId) -> Result<Acknowledgement>;

    /// Replaces the only e-mail address or telephone number of a User by another one, of the same or the other kind.
    ///
    /// Exactly one of the two arguments is given. The old one is removed, and the new one counts as verified without a
    /// message to it, so the application makes sure first that it is the person's. The call may be repeated.
    ///
    /// # Errors
    /// `user_not_found` (404); `invalid_exchange_primary_factor_user` (400) if the User has several factors;
    /// `invalid_exchange_primary_factor_fields` (400) if both or none are given; `duplicate_email` and
    /// `duplicate_phone_number` (400) if another User has it.
    #[endpoint(PUT "/<user_id>/exchange_primary_factor", id = "ExchangePrimaryFactor", destructive)]
    async fn exchange_primary_factor(
        &self,
        user_id: UserId,
        /// The User's new e-mail address.
        email_address: Option<String>,
        /// The User's new telephone number, in E.164 format: `+12025550123`.
        phone_number: Option<String>,
    ) -> Result<UserResponse>;

    /// Removes the application's own id from a User.
    ///
    /// From then on the User is found by Stytch's id only.
    ///
    /// # Errors
    /// `user_not_found` (404).
    #[endpoint(DELETE "/<user_id>/external_id", id = "DeleteExternalId")]
    async fn delete_external_id(&self, user_id: UserId) -> Result<UserResponse>;
}
