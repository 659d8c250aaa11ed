//! Tests of all tools together, and the providers that tests share.

pub(crate) mod acme;
mod constants;
mod multipart;
mod nested;
mod paths;
mod queries;
mod random_schemas;
pub(crate) mod stytch;
