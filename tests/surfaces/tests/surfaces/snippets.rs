//! Snippets, each run as it is shown.

use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_surface_tests::{command::Run, tools};
use libtest_mimic::Failed;

use crate::subject::Calls;

/// Runs every call's snippet in an environment that has its secrets.
fn run(calls: &Calls, language: Language, program: fn(String) -> Run) -> Result<(), Failed> {
    let options = SnippetOptions::default().base_url(&calls.base_url);
    for case in &calls.cases {
        let text = snippet(&calls.provider, &case.operation, &case.input, &options, language);
        let ran = program(text.clone()).envs(calls.environment(case)).ok();
        ran.map_err(|error| format!("{}: {error}\n{text}", case.name()))?;
    }
    Ok(())
}

pub(crate) fn curl(calls: &Calls) -> Result<(), Failed> {
    run(calls, Language::Curl, |text| Run::new("sh").arg("-c").arg(text))
}

pub(crate) fn python(calls: &Calls) -> Result<(), Failed> {
    run(calls, Language::Python, |text| tools::python().arg("-").stdin(text))
}

pub(crate) fn fetch(calls: &Calls) -> Result<(), Failed> {
    run(calls, Language::Fetch, |text| tools::node().args(["--input-type=module", "-"]).stdin(text))
}
