//! The parts of the console that need no browser: the check of a gateway's URL, the description of a credential's state, the
//! formatting of JSON, and failed requests.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::{self, Need},
};
use endpoint_test_support::scratch::Scratch;
use libtest_mimic::Failed;

fn main() -> ExitCode {
    run(vec![
        Trial::new("only_gateways_that_the_page_may_reach_are_taken", [Need::Npm], || check("origin")),
        Trial::new("json_is_shown_as_it_was_sent", [Need::Npm], || check("pretty")),
        Trial::new("the_state_of_a_credential_is_told", [Need::Npm], || check("authentication")),
        Trial::new("failed_requests_are_told_apart", [Need::Npm], || check("errors")),
        Trial::new("the_token_is_kept_in_memory_and_handed_on", [Need::Npm], || check("session")),
        Trial::new("an_answer_of_the_gateway_is_known", [Need::Npm], || check("status")),
    ])
}

/// Bundles one part of the module and runs the script of the same name on it.
fn check(part: &str) -> Result<(), Failed> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scratch = Scratch::new()?;
    let bundle: PathBuf = scratch.path().join("part.mjs");
    tools::node()
        .arg(package.join("../../endpoint-gateway/pages/build.mjs"))
        .arg(format!("{part}.ts"))
        .arg(&bundle)
        .ok()?;
    tools::node().arg(package.join("tests/console").join(format!("{part}.mjs"))).arg(&bundle).ok()?;
    Ok(())
}
