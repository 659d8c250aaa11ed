//! The gateway over real sockets. The tests that need a process of their own are files beside this folder.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod bounds;
mod control;
mod credentials;
mod environments;
#[path = "../support/fixture_providers.rs"]
mod fixture_providers;
mod guarded;
mod hostile;
#[path = "../support/html.rs"]
mod html;
mod pages;
mod request_variants;
mod responses;
mod routing;
mod snippets;
mod stale_connections;
#[path = "../support/mod.rs"]
mod support;
mod tls;
mod trust;
mod uploads;
mod upstream_variants;
