//! Each operation, with several sets of values, is the same request from whatever surface it is called.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod cases;
mod command_line;
mod expected;
mod library;
mod rust;
mod sdk;
mod snippets;
mod stytch;
mod subject;
mod typed;
mod values;

use std::process::ExitCode;

use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::Need,
};
use libtest_mimic::Failed;

use subject::{STYTCH, SUBJECTS, Subject, Surface};

/// Rust snippets stand on the provider's crate, which only Stytch has.
const RUST: Surface = Surface { name: "rust", needs: &[], call: snippets::rust };

/// Every surface, with what it needs.
const SURFACES: [Surface; 9] = [
    Surface { name: "typed", needs: &[], call: rust::typed },
    Surface { name: "dynamic", needs: &[], call: rust::dynamic },
    Surface { name: "command_line_by_input", needs: &[], call: command_line::by_input },
    Surface { name: "command_line_by_flags", needs: &[], call: command_line::by_flags },
    Surface { name: "typescript_sdk", needs: &[Need::Node], call: sdk::call },
    Surface { name: "curl", needs: &[Need::Curl], call: snippets::curl },
    Surface { name: "python", needs: &[Need::Python], call: snippets::python },
    Surface { name: "fetch", needs: &[Need::Node], call: snippets::fetch },
    Surface { name: "go", needs: &[Need::Go], call: snippets::go },
];

fn main() -> ExitCode {
    if let Some(cli) = command_line::requested() {
        return cli.main();
    }
    let mut trials = Vec::new();
    for subject in SUBJECTS {
        let name = subject.name;
        let complete = move || complete(&subject);
        trials.push(Trial::new(format!("{name}::every_operation_has_a_typed_request"), [], complete));
        for surface in SURFACES {
            let needs = surface.needs.to_vec();
            trials.push(Trial::new(format!("{name}::{}", surface.name), needs, move || subject.compare(&surface)));
        }
    }
    trials.push(Trial::new("stytch::rust", [], || STYTCH.compare(&RUST)));
    run(trials)
}

/// The surfaces of data cover a new operation by themselves; the typed one needs a line.
fn complete(subject: &Subject) -> Result<(), Failed> {
    let provider = (subject.provider)()?;
    let mut declared: Vec<&str> = provider.operations().map(|operation| operation.metadata.id).collect();
    let mut made: Vec<&str> = (subject.requests)().iter().map(|typed| typed.id).collect();
    declared.sort_unstable();
    made.sort_unstable();
    assert_eq!(made, declared, "give `requests` of `{}` a constructor for each operation", subject.name);
    Ok(())
}
