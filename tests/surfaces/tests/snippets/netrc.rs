//! Credentials that a user keeps for the host in `.netrc`: they are not in any request.

use endpoint_export::snippet::Language;
use endpoint_test_support::{
    recorder::{Answer, Recorder},
    scratch::Scratch,
};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, FixtureProvider, cases, environment},
    compare::{Digits, MatchBy, compare},
    scripts,
};

const NETRC: &str = "machine 127.0.0.1 login a password b\ndefault login a password b\n";
const STORED: &str = "Basic YTpi";

/// The number of calls of each provider.
const COUNT: usize = 30;

/// Runs calls with and without a credential, and follows redirects to another port of the host.
pub(crate) fn check() -> Result<(), Failed> {
    for fixture in [FixtureProvider::Stytch, FixtureProvider::Acme] {
        let recorder = Recorder::start()?;
        let cases = cases(fixture, COUNT, &recorder);
        run(&cases)?;
        compare(&cases, recorder.take(), MatchBy::Url, Digits::AsGiven, |case| case.snippet(Language::Python))?;

        let other = Recorder::start()?;
        let headers = vec![("Location".to_owned(), other.url())];
        recorder.answer(Answer { status: 307, headers, body: Vec::new() });
        run(&cases)?;
        let (first, redirected) = (recorder.take(), other.take());
        if first.len() != cases.len() || redirected.is_empty() {
            return Err("not every snippet was run, or none was redirected".into());
        }
        if redirected.iter().any(|request| request.header("authorization") == Some(STORED)) {
            return Err(format!("a redirect took a credential along: {redirected:?}").into());
        }
    }
    Ok(())
}

fn run(cases: &[Case]) -> Result<(), Failed> {
    let home = Scratch::new()?;
    let mut variables = environment(cases);
    variables.insert("NETRC".to_owned(), home.write(".netrc", NETRC)?.display().to_string());
    variables.insert("HOME".to_owned(), home.path().display().to_string());
    scripts::python_with(cases, variables)
}
