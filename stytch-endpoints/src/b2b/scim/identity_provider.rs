//! The kinds of identity providers for SCIM.

use crate::prelude::*;

/// The kind of identity provider behind a SCIM connection. Stytch allows for the peculiarities of a known one.
#[open_enum]
pub enum ScimIdentityProvider {
    /// Any other provider that keeps to the standard.
    #[text("generic")]
    Generic,
    /// Okta.
    #[text("okta")]
    Okta,
    /// Microsoft Entra ID, once Azure Active Directory. The connection's base URL has a query that Entra needs.
    #[text("microsoft-entra")]
    MicrosoftEntra,
    /// CyberArk Identity.
    #[text("cyberark")]
    Cyberark,
    /// JumpCloud.
    #[text("jumpcloud")]
    Jumpcloud,
    /// OneLogin.
    #[text("onelogin")]
    Onelogin,
    /// PingFederate.
    #[text("pingfederate")]
    Pingfederate,
    /// Rippling.
    #[text("rippling")]
    Rippling,
}
