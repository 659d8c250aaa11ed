//! Tests of all tools together, and the providers that tests share.

pub(crate) mod acme;
mod random_schemas;
pub(crate) mod stytch;
