//! The kinds of identity providers for SSO.

use crate::prelude::*;

/// The kind of identity provider behind an SSO connection. Stytch allows for the peculiarities of a known one.
#[open_enum]
pub enum SsoIdentityProvider {
    /// ClassLink.
    #[text("classlink")]
    Classlink,
    /// CyberArk Identity.
    #[text("cyberark")]
    Cyberark,
    /// Cisco Duo.
    #[text("duo")]
    Duo,
    /// Any other provider that keeps to the standard.
    #[text("generic")]
    Generic,
    /// Google Workspace.
    #[text("google-workspace")]
    GoogleWorkspace,
    /// JumpCloud.
    #[text("jumpcloud")]
    Jumpcloud,
    /// Keycloak.
    #[text("keycloak")]
    Keycloak,
    /// miniOrange.
    #[text("miniorange")]
    Miniorange,
    /// Microsoft Entra ID, once Azure Active Directory.
    #[text("microsoft-entra")]
    MicrosoftEntra,
    /// Okta.
    #[text("okta")]
    Okta,
    /// OneLogin.
    #[text("onelogin")]
    Onelogin,
    /// PingFederate.
    #[text("pingfederate")]
    Pingfederate,
    /// Rippling.
    #[text("rippling")]
    Rippling,
    /// Salesforce.
    #[text("salesforce")]
    Salesforce,
    /// Shibboleth.
    #[text("shibboleth")]
    Shibboleth,
}
