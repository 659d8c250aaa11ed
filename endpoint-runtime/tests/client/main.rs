//! The client: what it sends, retries, refuses and reports.

mod auth;
mod auth_places;
mod blocking;
mod blocking_streams;
mod content_encoding;
mod credentials;
mod decode_errors;
mod decode_paths;
mod layers;
mod plain_http;
mod raw;
mod recording;
mod retry;
mod send;
#[path = "../support/mod.rs"]
mod support;
mod wire;
