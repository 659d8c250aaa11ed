//! `/v1/crypto_wallets/authenticate`

use crate::consumer::sessions::Session;
use crate::consumer::users::User;
use crate::prelude::*;

/// Crypto wallets that sign a challenge in place of a password.
#[endpoints(
    defaults = crate::api,
    tag = "Crypto wallets",
    path = "/v1/crypto_wallets/authenticate",
    id = "api_crypto_wallet_v1_",
)]
pub trait CryptoWallets {
    /// Signs a User in by a crypto wallet's signature of the challenge that the start call returned.
    ///
    /// With `session_token` or `session_jwt`, the wallet becomes a factor of that session. A session is started if
    /// `session_duration_minutes` is given. A challenge is good for one signature.
    ///
    /// # Errors
    /// `unable_to_authenticate_crypto_wallet` (401) if the signature does not fit the challenge;
    /// `crypto_wallet_not_found` (404); `invalid_crypto_wallet_address`, `siwe_message_expired` and
    /// `siwe_message_not_valid_yet` (400); with a session, `session_not_found` (404).
    #[endpoint(POST, id = "Authenticate")]
    async fn authenticate(
        &self,
        /// The blockchain: `ethereum` or `solana`.
        crypto_wallet_type: String,
        /// The public address of the wallet, as in the start call.
        crypto_wallet_address: String,
        /// The wallet's signature of the challenge.
        signature: String,
        #[sensitive] session_token: Option<SessionToken>,
        /// The length of the session from now, in minutes: 5 to 527040. Without it, no session is started or extended.
        session_duration_minutes: Option<i32>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        /// The application's own claims of the session, at most 4 KB; null removes a key of an existing session.
        session_custom_claims: Option<JsonMap>,
        telemetry_id: Option<TelemetryId>,
    ) -> Result<AuthenticateResponse>;

    /// Creates the challenge that a crypto wallet has to sign, for a sign-in or a sign-up.
    ///
    /// Without `user_id` and session, the User is found by the wallet's address, and created if it is new. With one of
    /// `user_id`, `session_token` and `session_jwt`, the wallet is added to that User. With `siwe_params`, the
    /// challenge is a message of Sign-In with Ethereum (EIP-4361).
    ///
    /// # Errors
    /// `invalid_crypto_wallet_address`, `invalid_wallet_type`, `duplicate_wallet_address` (the wallet is another
    /// User's), `crypto_wallet_type_incompatible_with_siwe` and `too_many_user_selection_arguments` (400);
    /// `user_not_found` and `session_not_found` (404).
    #[endpoint(POST "/start", id = "AuthenticateStart")]
    async fn authenticate_start(
        &self,
        /// The blockchain: `ethereum` or `solana`.
        crypto_wallet_type: String,
        /// The public address of the wallet.
        crypto_wallet_address: String,
        user_id: Option<UserId>,
        #[sensitive] session_token: Option<SessionToken>,
        #[sensitive] session_jwt: Option<SessionJwt>,
        siwe_params: Option<SIWEParams>,
    ) -> Result<AuthenticateStartResponse>;
}

/// The response to a wallet's valid signature.
#[object]
pub struct AuthenticateResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User to whom the wallet belongs.
    pub user_id: UserId,
    /// The session's token; empty without a session.
    #[sensitive]
    pub session_token: SessionToken,
    /// The session's JWT; empty without a session.
    #[sensitive]
    pub session_jwt: SessionJwt,
    /// The User after the sign-in.
    pub user: User,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The session; absent if none was started or given.
    pub session: Option<Session>,
    /// The signed values, if the start call had `siwe_params`.
    pub siwe_params: Option<SIWEParamsResponse>,
    /// The device and its history, if the call had a telemetry id.
    pub user_device: Option<DeviceInfo>,
}

/// A challenge for a wallet.
#[object]
pub struct AuthenticateStartResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The User to whom the wallet belongs, or will belong once it has signed.
    pub user_id: UserId,
    /// The text to be signed, unchanged.
    pub challenge: String,
    /// `true` if this call created the User.
    pub user_created: bool,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// The values of a message of Sign-In with Ethereum (EIP-4361).
#[object(sent)]
pub struct SIWEParams {
    /// The domain that asks for the signature, with its port if it has one: `example.com`.
    pub domain: String,
    /// The URI of the page for which the wallet signs.
    pub uri: String,
    /// URIs that the sign-in refers to, such as terms of service; may be empty.
    pub resources: Vec<String>,
    /// The chain's number by EIP-155, in decimal digits. The default is `1`, the main network.
    pub chain_id: Option<String>,
    /// A sentence in ASCII that the wallet shows to the person, without line breaks.
    pub statement: Option<String>,
    /// The time in the message at which it was made. The default is the present.
    pub issued_at: Option<Timestamp>,
    /// The time from which the signature is accepted. The default is the present.
    pub not_before: Option<Timestamp>,
    /// The application's own id of this sign-in, the `Request ID` of the message.
    pub message_request_id: Option<String>,
}

/// The values of the signed message of Sign-In with Ethereum.
#[object]
pub struct SIWEParamsResponse {
    /// The domain that asked for the signature.
    pub domain: String,
    /// The URI of the page for which the wallet signed.
    pub uri: String,
    /// The chain's number by EIP-155, in decimal digits.
    pub chain_id: String,
    /// The URIs that the sign-in refers to.
    pub resources: Vec<String>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
    /// The time in the message at which it was made.
    pub issued_at: Option<Timestamp>,
    /// The application's own id of the sign-in; absent if it gave none.
    pub message_request_id: Option<String>,
}
