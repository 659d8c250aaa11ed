//! Factors that another system vouches for: OAuth and SSO providers, Connected Apps, trusted tokens, the dashboard.

use crate::prelude::*;

/// A login at an OAuth provider.
#[object]
pub struct OAuthFactor {
    /// The registration that links the login to the Member or User.
    pub id: OAuthRegistrationId,
    /// The provider's id of the person, the `sub` of OpenID Connect.
    pub provider_subject: String,
    /// The e-mail address that the provider reported; absent if it reported none.
    pub email_id: Option<EmailId>,
}

/// A login at an OAuth provider in another Organization, for which a session of this one was exchanged.
#[object]
pub struct OAuthExchangeFactor {
    /// The e-mail address by which the Member of this Organization was found.
    pub email_id: EmailId,
}

/// A login at the SAML or OpenID Connect provider of an Organization.
#[object]
pub struct SsoFactor {
    /// The id of the registration that links the login to the Member.
    pub id: String,
    /// The connection over which the Member logged in.
    pub provider_id: ConnectionId,
    /// The provider's own id of the person.
    pub external_id: String,
}

/// An access token of a Connected App, which was exchanged for a session.
#[object]
pub struct OAuthAccessTokenExchangeFactor {
    /// The app to which the token was issued.
    pub client_id: ConnectedAppId,
}

/// A token of an identity provider that the project trusts.
#[object]
pub struct TrustedAuthTokenFactor {
    /// The id of the token.
    pub token_id: String,
}

/// A person of the project's staff who signed in as the Member or User.
#[object]
pub struct ImpersonatedFactor {
    /// The id of the person in Stytch's dashboard.
    pub impersonator_id: String,
    /// The person's e-mail address in Stytch's dashboard.
    pub impersonator_email_address: String,
}
