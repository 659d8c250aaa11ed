//! Tests of all tools together, and the providers that tests share.

pub(crate) mod acme;
mod constants;
mod multipart;
mod nested;
mod paths;
mod prefixed_maps;
mod queries;
mod random_schemas;
pub(crate) mod stytch;
