//! The parts of a form that need no browser: the checks of values by type, and the saving of values, also when the storage is
//! blocked, full or broken.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{path::Path, process::ExitCode};

use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::{self, Need},
};
use endpoint_test_support::scratch::Scratch;
use libtest_mimic::Failed;
use serde_json::json;

fn main() -> ExitCode {
    run(vec![
        Trial::new("values_are_checked_by_their_types", [Need::Npm], || check("validate")),
        Trial::new("secrets_are_found_at_any_depth", [Need::Npm], || check("types")),
        Trial::new("no_secret_is_kept_and_storage_may_fail", [Need::Npm], || check("storage")),
    ])
}

/// Runs the script of this name on the form's parts that need no browser.
fn check(part: &str) -> Result<(), Failed> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = package.join("../../endpoint-gateway/pages").canonicalize()?;
    let scratch = Scratch::new()?;
    let export = |file: &str| format!("export * from {};\n", json!(pages.join("src").join(file)));
    let files = ["decimal.ts", "format.ts", "secrets.ts", "storage.ts", "types.ts", "validate.ts"];
    let exact = format!("export {{ JsonNumber, parse, print }} from {};\n", json!(pages.join("src/json.ts")));
    let entry = scratch.write("entry.ts", exact + &files.map(export).concat())?;
    let bundle = scratch.path().join("form.mjs");
    tools::node().arg(pages.join("build.mjs")).arg(entry).arg(&bundle).env(tools::FOLDER, tools::folder()).ok()?;
    tools::node().arg(package.join("tests/form").join(format!("{part}.mjs"))).arg(&bundle).ok()?;
    Ok(())
}
