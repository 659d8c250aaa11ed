//! The pages' module: its types, its bundle, and that its snippets and requests are those of the crates.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

#[path = "../snippets/acme.rs"]
mod acme;
mod bundle;
#[path = "../snippets/cases.rs"]
#[allow(dead_code, reason = "the tests of snippets take more of it")]
mod cases;
#[path = "../snippets/compare.rs"]
#[allow(dead_code, reason = "the tests of snippets take more of it")]
mod compare;
mod extra;
mod module;
mod parity;
mod requests;
mod subjects;
#[path = "../snippets/typescript.rs"]
#[allow(dead_code, reason = "the tests of snippets take more of it")]
mod typescript;
#[path = "../snippets/values.rs"]
mod values;
mod written;

use std::process::ExitCode;

use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::Need,
};

fn main() -> ExitCode {
    run(vec![
        Trial::new("the_module_is_strictly_typed", [Need::Npm], bundle::types),
        Trial::new("the_data_block_is_what_the_types_say", [Need::Npm], bundle::model),
        Trial::new("the_committed_bundle_is_that_of_the_sources", [Need::Npm], bundle::fresh),
        Trial::new("the_bundle_is_small", [Need::Npm], bundle::small),
        Trial::new("snippets_are_those_of_the_crate", [Need::Npm], parity::check),
        Trial::new("what_the_crate_cannot_hold_is_kept", [Need::Npm], parity::kept),
        Trial::new("requests_are_those_of_the_runtime", [Need::Npm], requests::check),
        Trial::new("what_cannot_be_sent_is_refused", [Need::Npm], requests::refused),
        Trial::new("typescript_of_the_page_is_checked_and_runs", [Need::Npm], written::check),
    ])
}
