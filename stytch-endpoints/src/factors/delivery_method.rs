//! Channels, devices and providers of authentication factors.

use crate::prelude::*;

/// The channel, device or provider through which a factor was proved.
#[open_enum]
pub enum DeliveryMethod {
    /// An e-mail with a link or a code.
    #[text("email")]
    Email,
    /// A text message with a code.
    #[text("sms")]
    Sms,
    /// A WhatsApp message with a code.
    #[text("whatsapp")]
    Whatsapp,
    /// A magic link in a message that the application sent itself.
    #[text("embedded")]
    Embedded,
    /// A login at Google.
    #[text("oauth_google")]
    OauthGoogle,
    /// A login at Microsoft.
    #[text("oauth_microsoft")]
    OauthMicrosoft,
    /// A login at Apple.
    #[text("oauth_apple")]
    OauthApple,
    /// A passkey or a security key.
    #[text("webauthn_registration")]
    WebauthnRegistration,
    /// An authenticator app.
    #[text("authenticator_app")]
    AuthenticatorApp,
    /// A login at GitHub.
    #[text("oauth_github")]
    OauthGithub,
    /// A recovery code in place of an authenticator app.
    #[text("recovery_code")]
    RecoveryCode,
    /// A login at Facebook.
    #[text("oauth_facebook")]
    OauthFacebook,
    /// A signature of a crypto wallet.
    #[text("crypto_wallet")]
    CryptoWallet,
    /// A login at Amazon.
    #[text("oauth_amazon")]
    OauthAmazon,
    /// A login at Bitbucket.
    #[text("oauth_bitbucket")]
    OauthBitbucket,
    /// A login at Coinbase.
    #[text("oauth_coinbase")]
    OauthCoinbase,
    /// A login at Discord.
    #[text("oauth_discord")]
    OauthDiscord,
    /// A login at Figma.
    #[text("oauth_figma")]
    OauthFigma,
    /// A login at GitLab.
    #[text("oauth_gitlab")]
    OauthGitlab,
    /// A login at Instagram.
    #[text("oauth_instagram")]
    OauthInstagram,
    /// A login at LinkedIn.
    #[text("oauth_linkedin")]
    OauthLinkedin,
    /// A login at Shopify.
    #[text("oauth_shopify")]
    OauthShopify,
    /// A login at Slack.
    #[text("oauth_slack")]
    OauthSlack,
    /// A login at Snapchat.
    #[text("oauth_snapchat")]
    OauthSnapchat,
    /// A login at Spotify.
    #[text("oauth_spotify")]
    OauthSpotify,
    /// A login at Steam.
    #[text("oauth_steam")]
    OauthSteam,
    /// A login at TikTok.
    #[text("oauth_tiktok")]
    OauthTiktok,
    /// A login at Twitch.
    #[text("oauth_twitch")]
    OauthTwitch,
    /// A login at Twitter.
    #[text("oauth_twitter")]
    OauthTwitter,
    /// Something that the person knows: a password.
    #[text("knowledge")]
    Knowledge,
    /// A fingerprint or a face that a mobile device recognized.
    #[text("biometric")]
    Biometric,
    /// A login at an Organization's provider over SAML.
    #[text("sso_saml")]
    SsoSaml,
    /// A login at an Organization's provider over OpenID Connect.
    #[text("sso_oidc")]
    SsoOidc,
    /// A login at Salesforce.
    #[text("oauth_salesforce")]
    OauthSalesforce,
    /// A login at Yahoo.
    #[text("oauth_yahoo")]
    OauthYahoo,
    /// A login at HubSpot.
    #[text("oauth_hubspot")]
    OauthHubspot,
    /// A session that was imported from Auth0.
    #[text("imported_auth0")]
    ImportedAuth0,
    /// A login at Slack in another Organization.
    #[text("oauth_exchange_slack")]
    OauthExchangeSlack,
    /// A login at HubSpot in another Organization.
    #[text("oauth_exchange_hubspot")]
    OauthExchangeHubspot,
    /// A login at GitHub in another Organization.
    #[text("oauth_exchange_github")]
    OauthExchangeGithub,
    /// A login at Google in another Organization.
    #[text("oauth_exchange_google")]
    OauthExchangeGoogle,
    /// Impersonation from Stytch's dashboard.
    #[text("impersonation")]
    Impersonation,
    /// An access token of a Connected App.
    #[text("oauth_access_token_exchange")]
    OauthAccessTokenExchange,
    /// A token of an identity provider that the project trusts.
    #[text("trusted_token_exchange")]
    TrustedTokenExchange,
}
