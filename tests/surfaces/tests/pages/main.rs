//! The pages' module: its types and its bundle, and a comparison of its requests with the runtime's.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod bundle;
mod extra;
#[allow(dead_code, reason = "the snippets use the rest")]
#[path = "../snippets/fixture_acme.rs"]
mod fixture_acme;
#[path = "../snippets/fixture_newtypes.rs"]
mod fixture_newtypes;
mod module;
#[path = "../browser/radio.rs"]
mod radio;
mod requests;
mod subjects;
#[allow(dead_code, reason = "the snippets use the rest")]
#[path = "../snippets/values.rs"]
mod values;

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
        Trial::new("json_is_read_and_written_without_loss", [Need::Npm], module::json),
        Trial::new("streams_are_read_as_they_arrive", [Need::Npm], module::streams),
        Trial::new("requests_are_those_of_the_runtime", [Need::Npm], requests::check),
        Trial::new("an_input_that_cannot_be_sent_is_refused", [Need::Npm], requests::refused),
    ])
}
