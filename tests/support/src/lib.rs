//! Test support that several crates of the workspace share.
//!
//! * [`process`] starts a program, waits for what it prints, and stops it.
//! * [`scratch`] is a folder for one test.
//! * [`recorder`] is a server that parses and keeps every request.
//! * [`raw_server`] is a server that answers with given bytes and keeps every request as text.
//! * [`tls`] makes certificates.

#![allow(clippy::expect_used, reason = "a test fails by panicking, its support included")]

pub mod process;
#[cfg(feature = "raw-server")]
pub mod raw_server;
pub mod recorder;
pub mod scratch;
#[cfg(feature = "tls")]
pub mod tls;
