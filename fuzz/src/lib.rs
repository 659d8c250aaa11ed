//! Properties that hold for any bytes: round trips through the client and the server, and agreement with parsers that others use.
//!
//! `fuzz/run` searches for bytes that break one. `cargo test` tries a fixed sample, and every seed.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    missing_docs,
    reason = "a property that does not hold is a panic, which a fuzzer reports"
)]

mod cookies;
mod fixtures;
mod form;
mod framing;
mod headers;
mod link;
mod multipart_read;
mod multipart_write;
mod ndjson;
mod object;
mod path;
mod query;
mod request;
mod sse;

/// A property of any bytes, which panics where it does not hold.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub name: &'static str,
    pub check: fn(&[u8]),
}

/// All properties. The seeds of each are in `fuzz/seeds/<name>`.
pub const TARGETS: &[Target] = &[
    Target { name: "cookies", check: cookies::check },
    Target { name: "form", check: form::check },
    Target { name: "framing", check: framing::check },
    Target { name: "headers", check: headers::check },
    Target { name: "link", check: link::check },
    Target { name: "multipart_read", check: multipart_read::check },
    Target { name: "multipart_write", check: multipart_write::check },
    Target { name: "ndjson", check: ndjson::check },
    Target { name: "object", check: object::check },
    Target { name: "path", check: path::check },
    Target { name: "query", check: query::check },
    Target { name: "request", check: request::check },
    Target { name: "sse", check: sse::check },
];

/// Returns the property of this name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|target| target.name == name).copied()
}
