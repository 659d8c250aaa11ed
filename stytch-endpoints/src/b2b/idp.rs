//! `/v1/b2b/idp`: Stytch as the identity provider of Connected Apps.

pub mod oauth;
