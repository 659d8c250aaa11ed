//! Every surface sends the same request for a call: each operation, with several sets of values.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod cases;
mod command_line;
mod compared_provider;
mod expected_request;
mod fixture_library;
mod official_sdk;
mod rust;
mod sdk;
mod snippets;
mod stytch;
mod typed;
mod values;
mod variables;

use std::process::ExitCode;

use endpoint_surface_tests::{
    harness::{Trial, run},
    tools::Need,
};
use libtest_mimic::Failed;

use compared_provider::{LIBRARY, PROVIDERS, STYTCH, Surface};

/// The most programs that are compiled.
const PROGRAMS: usize = 64;

/// Rust snippets, which need the crate of a provider; only Stytch has one. They make the typed calls of its operations.
const RUST: Surface = Surface { name: "rust", needs: &[], call: snippets::rust, most: Some(PROGRAMS) };

/// Typed calls that are written by hand: those of the library, whose operations have every kind of parameter.
const TYPED: Surface = Surface { name: "typed", needs: &[], call: rust::typed, most: None };

/// The surfaces that cover every operation by themselves, with their tools.
const SURFACES: [Surface; 8] = [
    Surface { name: "dynamic", needs: &[], call: rust::dynamic, most: None },
    Surface { name: "command_line_by_input", needs: &[], call: command_line::by_input, most: None },
    Surface { name: "command_line_by_flags", needs: &[], call: command_line::by_flags, most: None },
    Surface { name: "typescript_sdk", needs: &[Need::Node], call: sdk::call, most: None },
    Surface { name: "curl", needs: &[Need::Curl], call: snippets::curl, most: None },
    Surface { name: "python", needs: &[Need::Python], call: snippets::python, most: None },
    Surface { name: "fetch", needs: &[Need::Node], call: snippets::fetch, most: None },
    Surface { name: "go", needs: &[Need::Go], call: snippets::go, most: Some(PROGRAMS) },
];

fn main() -> ExitCode {
    let mut trials = Vec::new();
    for compared in PROVIDERS {
        let name = compared.name;
        for surface in SURFACES {
            let needs = surface.needs.to_vec();
            trials.push(Trial::new(format!("{name}::{}", surface.name), needs, move || compared.compare(&surface)));
        }
    }
    trials.push(Trial::new("library::every_operation_has_a_typed_request", [], complete));
    trials.push(Trial::new("library::typed", [], || LIBRARY.compare(&TYPED)));
    trials.push(Trial::new("stytch::no_variable_is_of_a_header_and_of_a_body", [], variables::distinct));
    trials.push(Trial::new("stytch::no_variable_of_a_header_gets_into_a_body", [], variables::commands));
    trials.push(Trial::new("stytch::snippets_refer_to_the_variables_of_their_own_values", [], variables::snippets));
    trials.push(Trial::new("stytch::a_gateway_reads_no_value_from_a_variable", [], variables::gateway));
    trials.push(Trial::new("stytch::the_official_sdk_sends_the_same", [Need::Npm], official_sdk::requests));
    trials.push(Trial::new("stytch::the_official_sdk_has_types_of_the_same", [Need::Npm], official_sdk::types));
    trials.push(Trial::new("stytch::rust", [], || STYTCH.compare(&RUST)));
    run(trials)
}

/// Checks that every operation of the library has a typed call.
fn complete() -> Result<(), Failed> {
    let provider = fixture_library::provider()?;
    let mut declared: Vec<&str> = provider.operations().map(|operation| operation.metadata.id).collect();
    let mut made: Vec<&str> = fixture_library::requests().iter().map(|typed| typed.id).collect();
    declared.sort_unstable();
    made.sort_unstable();
    assert_eq!(made, declared, "give `requests` of `fixture_library` a constructor for each operation");
    Ok(())
}
