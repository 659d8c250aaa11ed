//! The factor of a session, with the details of its kind.

use crate::prelude::*;

use super::{
    AuthenticatorAppFactor, BiometricFactor, CryptoWalletFactor, DeliveryMethod, EmailFactor,
    EmbeddableMagicLinkFactor, FactorType, ImpersonatedFactor, OAuthAccessTokenExchangeFactor, OAuthExchangeFactor,
    OAuthFactor, PhoneNumberFactor, RecoveryCodeFactor, SsoFactor, TrustedAuthTokenFactor, WebAuthnFactor,
};

/// A factor of a session: its type, and one field with its details. All other fields of details are absent.
#[object]
pub struct AuthenticationFactor {
    /// The kind of proof.
    pub r#type: FactorType,
    /// The channel, device or provider of the proof.
    pub delivery_method: DeliveryMethod,
    /// The time of the latest proof. Compare it with the present to demand a recent one.
    pub last_authenticated_at: Option<Timestamp>,
    /// The time of the first proof in this session.
    pub created_at: Option<Timestamp>,
    /// The time of the latest change, such as another e-mail address.
    pub updated_at: Option<Timestamp>,
    /// The address, for links and codes by e-mail.
    pub email_factor: Option<EmailFactor>,
    /// The number, for codes by SMS and WhatsApp.
    pub phone_number_factor: Option<PhoneNumberFactor>,
    /// The login at Google.
    pub google_oauth_factor: Option<OAuthFactor>,
    /// The login at Microsoft.
    pub microsoft_oauth_factor: Option<OAuthFactor>,
    /// The login at Apple.
    pub apple_oauth_factor: Option<OAuthFactor>,
    /// The passkey or security key.
    pub webauthn_factor: Option<WebAuthnFactor>,
    /// The authenticator app.
    pub authenticator_app_factor: Option<AuthenticatorAppFactor>,
    /// The login at GitHub.
    pub github_oauth_factor: Option<OAuthFactor>,
    /// The code that replaced an authenticator app.
    pub recovery_code_factor: Option<RecoveryCodeFactor>,
    /// The login at Facebook.
    pub facebook_oauth_factor: Option<OAuthFactor>,
    /// The crypto wallet.
    pub crypto_wallet_factor: Option<CryptoWalletFactor>,
    /// The login at Amazon.
    pub amazon_oauth_factor: Option<OAuthFactor>,
    /// The login at Bitbucket.
    pub bitbucket_oauth_factor: Option<OAuthFactor>,
    /// The login at Coinbase.
    pub coinbase_oauth_factor: Option<OAuthFactor>,
    /// The login at Discord.
    pub discord_oauth_factor: Option<OAuthFactor>,
    /// The login at Figma.
    pub figma_oauth_factor: Option<OAuthFactor>,
    /// The login at GitLab.
    pub git_lab_oauth_factor: Option<OAuthFactor>,
    /// The login at Instagram.
    pub instagram_oauth_factor: Option<OAuthFactor>,
    /// The login at LinkedIn.
    pub linked_in_oauth_factor: Option<OAuthFactor>,
    /// The login at Shopify.
    pub shopify_oauth_factor: Option<OAuthFactor>,
    /// The login at Slack.
    pub slack_oauth_factor: Option<OAuthFactor>,
    /// The login at Snapchat.
    pub snapchat_oauth_factor: Option<OAuthFactor>,
    /// The login at Spotify.
    pub spotify_oauth_factor: Option<OAuthFactor>,
    /// The login at Steam.
    pub steam_oauth_factor: Option<OAuthFactor>,
    /// The login at TikTok.
    pub tik_tok_oauth_factor: Option<OAuthFactor>,
    /// The login at Twitch.
    pub twitch_oauth_factor: Option<OAuthFactor>,
    /// The login at Twitter.
    pub twitter_oauth_factor: Option<OAuthFactor>,
    /// The magic link in a message of the application's own.
    pub embeddable_magic_link_factor: Option<EmbeddableMagicLinkFactor>,
    /// The device that recognized a fingerprint or a face.
    pub biometric_factor: Option<BiometricFactor>,
    /// The login at an Organization's provider over SAML.
    pub saml_sso_factor: Option<SsoFactor>,
    /// The login at an Organization's provider over OpenID Connect.
    pub oidc_sso_factor: Option<SsoFactor>,
    /// The login at Salesforce.
    pub salesforce_oauth_factor: Option<OAuthFactor>,
    /// The login at Yahoo.
    pub yahoo_oauth_factor: Option<OAuthFactor>,
    /// The login at HubSpot.
    pub hubspot_oauth_factor: Option<OAuthFactor>,
    /// The login at Slack in another Organization.
    pub slack_oauth_exchange_factor: Option<OAuthExchangeFactor>,
    /// The login at HubSpot in another Organization.
    pub hubspot_oauth_exchange_factor: Option<OAuthExchangeFactor>,
    /// The login at GitHub in another Organization.
    pub github_oauth_exchange_factor: Option<OAuthExchangeFactor>,
    /// The login at Google in another Organization.
    pub google_oauth_exchange_factor: Option<OAuthExchangeFactor>,
    /// The person who acts as the Member or User.
    pub impersonated_factor: Option<ImpersonatedFactor>,
    /// The access token of a Connected App.
    pub oauth_access_token_exchange_factor: Option<OAuthAccessTokenExchangeFactor>,
    /// The token of a trusted identity provider.
    pub trusted_auth_token_factor: Option<TrustedAuthTokenFactor>,
}
