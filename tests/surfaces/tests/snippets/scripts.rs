//! Snippets of languages without a compiler, all in one process.

use std::{collections::BTreeMap, fmt::Write};

use endpoint_export::snippet::Language;
use endpoint_surface_tests::tools;
use endpoint_test_support::{process::Command, recorder::Recorder, scratch::Scratch};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, FixtureProvider, cases, environment, fragment_cases},
    compare::{Digits, MatchBy, compare},
};

/// The number of calls of each provider.
const COUNT: usize = 150;

/// Runs the snippets of both providers, and compares the requests.
pub(crate) fn check(language: Language, run: fn(&[Case]) -> Result<(), Failed>) -> Result<(), Failed> {
    let makers: [fn(&Recorder) -> Vec<Case>; 3] = [
        |recorder| cases(FixtureProvider::Stytch, COUNT / 3, recorder),
        |recorder| cases(FixtureProvider::Acme, COUNT, recorder),
        fragment_cases,
    ];
    for make in makers {
        let recorder = Recorder::start()?;
        let cases = make(&recorder);
        run(&cases)?;
        compare(&cases, recorder.take(), MatchBy::Url, Digits::AsGiven, |case| case.snippet(language))?;
    }
    Ok(())
}

/// Runs all snippets in one script.
pub(crate) fn shell(cases: &[Case], shell: &str) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    // Files that a glob in an unquoted value would match.
    folder.write("passwd", "nothing")?;
    let script: String = cases.iter().map(|case| case.snippet(Language::Curl)).collect();
    let script = folder.write("script", script)?;
    Command::new(shell).arg(script).envs(environment(cases)).current_dir(folder.path()).ok()?;
    Ok(())
}

/// Imports each snippet as a module, in turn.
pub(crate) fn fetch(cases: &[Case]) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    let mut main = String::new();
    for case in cases {
        folder.write(format!("case{}.mjs", case.number), case.snippet(Language::Fetch))?;
        writeln!(main, "await import('./case{}.mjs');", case.number)?;
    }
    let main = folder.write("main.mjs", main)?;
    tools::node().arg(main).envs(environment(cases)).ok()?;
    Ok(())
}

const RUN_ALL: &str = "
import runpy, sys
for path in sys.argv[1:]:
    runpy.run_path(path, run_name='__main__')
";

/// Runs each snippet as a module, in turn.
pub(crate) fn python(cases: &[Case]) -> Result<(), Failed> {
    python_with(cases, environment(cases))
}

/// The same, with these environment variables.
pub(crate) fn python_with(cases: &[Case], variables: BTreeMap<String, String>) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    let mut run = tools::python().arg(folder.write("main.py", RUN_ALL)?);
    for case in cases {
        run = run.arg(folder.write(format!("case{}.py", case.number), case.snippet(Language::Python))?);
    }
    run.envs(variables).ok()?;
    Ok(())
}
