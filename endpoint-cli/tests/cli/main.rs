//! Tests of the command line of a fixture provider, run in this process.
#![allow(
    clippy::indexing_slicing,
    clippy::option_option,
    clippy::panic,
    clippy::struct_field_names,
    clippy::unwrap_used,
    reason = "a test may panic, and its provider has every kind of parameter"
)]

mod base_url;
mod call;
mod canary;
mod credentials;
mod describe;
mod examples;
mod fixture_provider;
mod flags;
mod host_url;
mod input;
mod list;
mod scripts;
mod sdk;
mod snippet;
mod support;
mod things;
mod uploads;
