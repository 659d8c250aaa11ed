//! Types of authentication factors.

use crate::prelude::*;

/// The type of an authentication factor, which says what somebody proved.
#[open_enum]
pub enum FactorType {
    /// Access to an inbox or a link of the application.
    #[text("magic_link")]
    MagicLink,
    /// Access to a telephone or, in consumer projects, to an inbox, by a one-time code.
    #[text("otp")]
    Otp,
    /// A login at an OAuth provider, or an access token of a Connected App.
    #[text("oauth")]
    Oauth,
    /// Possession of a passkey or a security key.
    #[text("webauthn")]
    Webauthn,
    /// Possession of an authenticator app.
    #[text("totp")]
    Totp,
    /// Possession of a crypto wallet.
    #[text("crypto")]
    Crypto,
    /// Knowledge of a password.
    #[text("password")]
    Password,
    /// Possession of a mobile device that recognized a fingerprint or a face.
    #[text("signature_challenge")]
    SignatureChallenge,
    /// A login at the identity provider of an Organization.
    #[text("sso")]
    Sso,
    /// A login at another system, whose session was migrated.
    #[text("imported")]
    Imported,
    /// Possession of a recovery code.
    #[text("recovery_codes")]
    RecoveryCodes,
    /// Access to an inbox, by a one-time code, in B2B projects.
    #[text("email_otp")]
    EmailOtp,
    /// Impersonation by the project's staff; the Member or User proved nothing.
    #[text("impersonated")]
    Impersonated,
    /// A token of an identity provider that the project trusts.
    #[text("trusted_auth_token")]
    TrustedAuthToken,
}
