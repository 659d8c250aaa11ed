//! Stytch as the identity provider of Connected Apps.

pub mod oauth;
