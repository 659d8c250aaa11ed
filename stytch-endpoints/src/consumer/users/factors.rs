//! The factors that a User can sign in with.

use crate::prelude::*;

/// An e-mail address of a User.
#[object]
pub struct Email {
    /// The id of the address.
    pub email_id: EmailId,
    /// The address as text.
    pub email: String,
    /// `true` once a link or a code was used, or a provider vouched for the address.
    pub verified: bool,
}

/// A telephone number of a User.
#[object]
pub struct PhoneNumber {
    /// The id of the number.
    pub phone_id: PhoneId,
    /// The number in E.164 format, such as `+12025550123`.
    pub phone_number: String,
    /// `true` once a code was used.
    pub verified: bool,
}

/// The state of a User's password.
#[object]
pub struct UserPassword {
    /// The id by which the password can be deleted.
    pub password_id: PasswordId,
    /// `true` if the User has to reset the password before it is accepted again.
    pub requires_reset: bool,
}

/// A login at another provider, which is linked to a User.
#[object]
pub struct OAuthProvider {
    /// The provider's name, such as `Google`.
    pub provider_type: String,
    /// The provider's id of the person, the `sub` of OpenID Connect.
    pub provider_subject: String,
    /// The URL of the person's picture at the provider; empty if it reports none.
    pub profile_picture_url: String,
    /// The person's language at the provider, such as `en`; empty if it reports none.
    pub locale: String,
    /// The registration that links the login to the User.
    pub oauth_user_registration_id: OAuthRegistrationId,
}

/// An authenticator app of a User.
#[object]
pub struct Totp {
    /// The registration of the app.
    pub totp_id: TotpId,
    /// `true` once a first code of the app was authenticated.
    pub verified: bool,
}

/// A passkey or security key of a User.
#[object]
pub struct WebAuthnRegistration {
    /// The registration of the key.
    pub webauthn_registration_id: WebAuthnRegistrationId,
    /// The domain for which the key was registered, such as `example.com`.
    pub domain: String,
    /// The `User-Agent` of the browser that registered the key; may be empty.
    pub user_agent: String,
    /// `true` once the registration was completed.
    pub verified: bool,
    /// The demanded kind of authenticator: `platform`, `cross-platform`, or empty for both.
    pub authenticator_type: String,
    /// The name by which the User knows the key.
    pub name: String,
}

/// A mobile device of a User that recognizes a fingerprint or a face.
#[object]
pub struct BiometricRegistration {
    /// The registration of the device.
    pub biometric_registration_id: BiometricRegistrationId,
    /// `true` once the registration was completed.
    pub verified: bool,
}

/// A crypto wallet of a User.
#[object]
pub struct CryptoWallet {
    /// The id of the wallet.
    pub crypto_wallet_id: CryptoWalletId,
    /// The public address of the wallet on its blockchain.
    pub crypto_wallet_address: String,
    /// The blockchain: `ethereum` or `solana`.
    pub crypto_wallet_type: String,
    /// `true` once the wallet has signed a challenge.
    pub verified: bool,
}
