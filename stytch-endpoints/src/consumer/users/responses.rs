//! The responses of the calls that create, show, change and delete Users.

use super::factors::{
    BiometricRegistration, CryptoWallet, Email, OAuthProvider, PhoneNumber, Totp, UserPassword, WebAuthnRegistration,
};
use super::user::{Name, User, UserStatus};
use crate::prelude::*;

/// The Connected Apps that a User has authorized.
#[object]
pub struct ConnectedAppsResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The apps.
    pub connected_apps: Vec<ConnectedApp>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A new User.
#[object]
pub struct CreateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The id that Stytch gave to the User.
    pub user_id: UserId,
    /// The id of the User's e-mail address; empty if the call gave none.
    pub email_id: EmailId,
    /// `active`, or `pending` if the call asked for it.
    pub status: UserStatus,
    /// The id of the User's telephone number; empty if the call gave none.
    pub phone_id: PhoneId,
    /// The User as it was created.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A User after a factor or an id was removed or exchanged.
#[object]
pub struct UserResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who was changed.
    pub user_id: UserId,
    /// The User after the change.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The response to a deletion: the User no longer exists.
#[object]
pub struct DeleteResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who was deleted.
    pub user_id: UserId,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A User, with the fields of [`User`] beside those of the response.
#[object]
pub struct GetResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The id that Stytch gave to the User.
    pub user_id: UserId,
    /// The e-mail addresses; empty if the User has none.
    pub emails: Vec<Email>,
    /// The state.
    pub status: UserStatus,
    /// The telephone numbers.
    pub phone_numbers: Vec<PhoneNumber>,
    /// The passkeys and security keys.
    pub webauthn_registrations: Vec<WebAuthnRegistration>,
    /// The linked logins at other providers.
    pub providers: Vec<OAuthProvider>,
    /// The authenticator apps.
    pub totps: Vec<Totp>,
    /// The crypto wallets.
    pub crypto_wallets: Vec<CryptoWallet>,
    /// The devices that recognize a fingerprint or a face.
    pub biometric_registrations: Vec<BiometricRegistration>,
    /// `true` while the User cannot sign in because of too many failures.
    pub is_locked: bool,
    /// The roles of the RBAC policy, those that everybody has included.
    pub roles: Vec<RoleId>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The person's name; absent if it is unknown.
    pub name: Option<Name>,
    /// The time at which the User was created.
    pub created_at: Option<Timestamp>,
    /// The password; absent if the User has none.
    pub password: Option<UserPassword>,
    /// The application's own data, which only the backend can change.
    pub trusted_metadata: Option<JsonMap>,
    /// The application's own data, which the User can change by the frontend SDKs.
    pub untrusted_metadata: Option<JsonMap>,
    /// The application's own id of the User, which requests accept in place of `user_id`.
    pub external_id: Option<String>,
    /// The time at which the User was locked; absent without a lock.
    pub lock_created_at: Option<Timestamp>,
    /// The time at which the lock ends; absent without a lock.
    pub lock_expires_at: Option<Timestamp>,
}

/// Takes the User out of the response, of which it has the fields.
impl From<GetResponse> for User {
    fn from(response: GetResponse) -> Self {
        Self {
            user_id: response.user_id,
            emails: response.emails,
            status: response.status,
            phone_numbers: response.phone_numbers,
            webauthn_registrations: response.webauthn_registrations,
            providers: response.providers,
            totps: response.totps,
            crypto_wallets: response.crypto_wallets,
            biometric_registrations: response.biometric_registrations,
            is_locked: response.is_locked,
            roles: response.roles,
            name: response.name,
            created_at: response.created_at,
            password: response.password,
            trusted_metadata: response.trusted_metadata,
            untrusted_metadata: response.untrusted_metadata,
            external_id: response.external_id,
            lock_created_at: response.lock_created_at,
            lock_expires_at: response.lock_expires_at,
        }
    }
}

/// A User after an update.
#[object]
pub struct UpdateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User who was changed.
    pub user_id: UserId,
    /// The User's e-mail addresses, as in `user`.
    pub emails: Vec<Email>,
    /// The User's telephone numbers, as in `user`.
    pub phone_numbers: Vec<PhoneNumber>,
    /// The User's crypto wallets, as in `user`.
    pub crypto_wallets: Vec<CryptoWallet>,
    /// The User after the change.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
