//! What the tests of the surfaces stand on: tools of pinned versions, a harness that counts what it cannot run, a server
//! that records what it is sent, a browser.

pub mod browser;
pub mod command;
pub mod harness;
pub mod recorder;
pub mod rust_programs;
pub mod scratch;
pub mod tools;
