//! Snippets of languages that need no compiler: all of them in one process.

use std::fmt::Write;

use endpoint_export::snippet::Language;
use endpoint_surface_tests::tools;
use endpoint_test_support::{process::Command, recorder::Recorder, scratch::Scratch};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, Whose, cases, environment, swept},
    compare::{By, compare},
};

/// How many calls of each provider a script makes.
const COUNT: usize = 150;

/// Runs both providers' snippets and compares what arrives.
pub(crate) fn check(language: Language, run: fn(&[Case]) -> Result<(), Failed>) -> Result<(), Failed> {
    let makers: [fn(&Recorder) -> Vec<Case>; 3] =
        [|recorder| cases(Whose::Stytch, COUNT / 3, recorder), |recorder| cases(Whose::Acme, COUNT, recorder), swept];
    for make in makers {
        let recorder = Recorder::start()?;
        let cases = make(&recorder);
        run(&cases)?;
        compare(&cases, recorder.take(), By::Url, |case| case.snippet(language))?;
    }
    Ok(())
}

/// One script with all snippets, one after the other.
pub(crate) fn shell(cases: &[Case], shell: &str) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    // What a value that leaves its place would find.
    folder.write("passwd", "nothing")?;
    let script: String = cases.iter().map(|case| case.snippet(Language::Curl)).collect();
    let script = folder.write("script", script)?;
    Command::new(shell).arg(script).envs(environment(cases)).current_dir(folder.path()).ok()?;
    Ok(())
}

/// One module for each snippet, imported in turn.
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

/// One module for each snippet, run in turn.
pub(crate) fn python(cases: &[Case]) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    let mut run = tools::python().arg(folder.write("main.py", RUN_ALL)?);
    for case in cases {
        run = run.arg(folder.write(format!("case{}.py", case.number), case.snippet(Language::Python))?);
    }
    run.envs(environment(cases)).ok()?;
    Ok(())
}
