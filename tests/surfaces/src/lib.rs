//! Shared parts of the tests of the surfaces.
//!
//! * [`harness`] runs tests, and counts those whose tools are missing as ignored.
//! * [`tools`] finds the programs that tests run, or installs them at pinned versions.
//! * [`command_line`] runs the command line of a provider.
//! * [`gateway_process`] runs a gateway.
//! * [`rust_programs`] compiles programs that use `stytch-endpoints`.
//! * [`sandbox_operations`] knows the operations that the sandbox plays.
//! * [`browser`] plays scenarios in Chromium.

pub mod browser;
pub mod command_line;
pub mod gateway_process;
pub mod harness;
pub mod rust_programs;
pub mod sandbox_operations;
pub mod tools;
