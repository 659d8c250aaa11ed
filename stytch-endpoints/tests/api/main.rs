//! The declarations, the types, and the clients that come from them.

mod decoding;
mod example;
mod features;
mod fraud_host;
#[cfg(feature = "schema")]
mod inventory;
#[cfg(feature = "jwt")]
mod jwt;
mod oauth2;
#[cfg(feature = "schema")]
mod pagination;
mod public_api;
mod redirects;
mod search;
mod server;
mod tree;
mod updates;
