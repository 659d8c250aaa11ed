//! Users.

use super::factors::{
    BiometricRegistration, CryptoWallet, Email, OAuthProvider, PhoneNumber, Totp, UserPassword, WebAuthnRegistration,
};
use crate::prelude::*;

/// A User: an account of a consumer project.
#[object]
pub struct User {
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

/// The name of a person. In an update, a part that is left out remains.
#[object(sent)]
pub struct Name {
    /// The given name.
    pub first_name: Option<String>,
    /// All names in between, separated by blanks.
    pub middle_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
}

/// The state of a User.
#[open_enum(rename_all = "lowercase")]
pub enum UserStatus {
    /// Can sign in.
    Active,
    /// Was created so, and has not verified a first factor yet.
    Pending,
}
