//! Factors that somebody has with them: authenticator apps, passkeys, biometrics, wallets, recovery codes.

use crate::prelude::*;

/// An authenticator app, which showed a time-based code.
#[object]
pub struct AuthenticatorAppFactor {
    /// The registration of the app.
    pub totp_id: TotpId,
}

/// A code that replaced an authenticator app.
#[object]
pub struct RecoveryCodeFactor {
    /// The id of the code, which is used up.
    pub totp_recovery_code_id: String,
}

/// A passkey or a security key.
#[object]
pub struct WebAuthnFactor {
    /// The registration of the key.
    pub webauthn_registration_id: WebAuthnRegistrationId,
    /// The domain for which the key was registered, such as `example.com`.
    pub domain: String,
    /// The `User-Agent` of the browser that registered the key.
    pub user_agent: Option<String>,
}

/// A fingerprint or a face, which a mobile device recognized.
#[object]
pub struct BiometricFactor {
    /// The registration of the device.
    pub biometric_registration_id: BiometricRegistrationId,
}

/// A crypto wallet, which signed a challenge.
#[object]
pub struct CryptoWalletFactor {
    /// The id of the wallet, as the User lists it.
    pub crypto_wallet_id: CryptoWalletId,
    /// The public address of the wallet on its blockchain.
    pub crypto_wallet_address: String,
    /// The blockchain: `ethereum` or `solana`.
    pub crypto_wallet_type: String,
}
