//! The TypeScript SDK, as its users get it: packed, installed into an empty folder, type-checked, run.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod calls;
mod document;
mod escapes;
mod fixture_depot;
mod fixture_feeds;
mod fixture_ledger;
mod graphs;
mod installed;
mod package;
mod types;

use std::process::ExitCode;

use endpoint_surface_tests::{
    command_line,
    harness::{Trial, run},
    tools::Need,
};
use libtest_mimic::Failed;

type Outcome = Result<(), Failed>;

fn main() -> ExitCode {
    if command_line::requested_provider().is_some() {
        return stytch_endpoints::cli().main();
    }
    let npm = |name: &str, test: fn() -> Outcome| Trial::new(name, [Need::Npm], test);
    let mut trials = vec![
        npm("publint_and_attw_find_nothing", package::clean),
        npm("the_tarball_holds_what_is_needed_and_no_more", package::tarball),
        Trial::new("the_command_writes_what_the_library_makes", [], package::command),
        npm("strict_programs_compile", types::programs),
        npm("the_sources_are_typed", types::sources),
        npm("the_declared_errors_are_those_of_the_sources", types::errors),
        npm("the_readme_compiles_and_runs", types::readme),
        npm("the_types_are_those_of_the_document", document::same),
        npm("a_type_that_differs_is_found", document::different),
        npm("the_app_is_revoked", calls::revoked),
        npm("no_text_leaves_its_place", escapes::hostile),
        npm("graphs_of_types_compile", graphs::compile),
    ];
    trials.extend(calls::PROGRAMS.map(|(name, program)| Trial::new(name, [Need::Npm], move || calls::run(program))));
    run(trials)
}
