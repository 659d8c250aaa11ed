//! Redirects: a snippet does not send its secrets to another host.

use std::fmt::Write;

use endpoint_export::snippet::Language;
use endpoint_surface_tests::tools;
use endpoint_test_support::{
    recorder::{Answer, Recorder},
    scratch::Scratch,
};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, FixtureProvider, cases, environment},
    scripts,
};

/// The number of redirected calls of each provider.
const COUNT: usize = 40;

/// Redirects every call to another host, and looks for secrets there.
pub(crate) fn check(run: fn(&[Case]) -> Result<(), Failed>) -> Result<(), Failed> {
    for fixture in [FixtureProvider::Stytch, FixtureProvider::Acme] {
        let (first, other) = (Recorder::start()?, Recorder::start()?);
        // This machine by another name is another host.
        let location = format!("{}/elsewhere", other.url().replace("127.0.0.1", "localhost"));
        let headers = vec![("Location".to_owned(), location)];
        first.answer(Answer { status: 307, headers, body: Vec::new() });
        let cases = cases(fixture, COUNT, &first);
        run(&cases)?;
        if first.take().len() != cases.len() {
            return Err("not every snippet was run".into());
        }
        let secrets = environment(&cases);
        for request in other.take() {
            let seen = format!("{} {:?} {}", request.target, request.headers, request.text());
            if let Some((name, _)) = secrets.iter().find(|(_, secret)| seen.contains(secret.as_str())) {
                return Err(format!("{name} went to another host: {seen}").into());
            }
        }
    }
    Ok(())
}

/// Runs modules like `scripts::fetch`; a refused redirect is an error.
pub(crate) fn fetch(cases: &[Case]) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    let mut main = String::new();
    for case in cases {
        folder.write(format!("case{}.mjs", case.number), case.snippet(Language::Fetch))?;
        writeln!(main, "await import('./case{}.mjs').catch(() => {{}});", case.number)?;
    }
    tools::node().arg(folder.write("main.mjs", main)?).envs(environment(cases)).ok()?;
    Ok(())
}

pub(crate) fn bash(cases: &[Case]) -> Result<(), Failed> {
    scripts::shell(cases, "bash")
}
