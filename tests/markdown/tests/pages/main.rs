//! The Markdown of the repository: links lead somewhere, code is tested, commands run and print what the page shows.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod compiler_errors;
mod links;
mod page;
mod session;
mod tested_code;

use std::process::ExitCode;

use endpoint_surface_tests::{
    command_line::requested_provider,
    harness::{Trial, run},
};

fn main() -> ExitCode {
    if requested_provider().is_some() {
        return stytch_endpoints::cli().main();
    }
    let mut trials = vec![
        Trial::new("links_lead_to_existing_files_and_headings", [], links::lead_somewhere),
        Trial::new("every_chapter_is_in_the_summary_of_the_guide", [], links::chapters_are_listed),
        Trial::new("the_readme_has_at_most_150_lines", [], links::readme_is_short),
        Trial::new("rust_code_is_compiled_by_a_documentation_test", [], tested_code::rust),
        Trial::new("data_is_well_formed", [], tested_code::data),
        Trial::new("shown_compiler_errors_are_those_of_the_fixtures", [], compiler_errors::shown_alone),
        Trial::new("the_chapters_of_compiler_errors_are_those_of_the_fixtures", [], compiler_errors::chapters),
    ];
    trials.extend(session::trials());
    run(trials)
}
