//! Go snippets. Each becomes a package of one program, so that the compiler runs once.

use std::fmt::Write;

use endpoint_export::snippet::Language;
use endpoint_test_support::{process::Command, recorder::Recorder, scratch::Scratch};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, FixtureProvider, cases, environment},
    compare::{Digits, MatchBy, compare},
};

const MODULE: &str = "module snippets\n\ngo 1.18\n";

/// The number of compiled calls of each provider.
const COUNT: usize = 60;

pub(crate) fn check() -> Result<(), Failed> {
    for (fixture, count) in [(FixtureProvider::Acme, COUNT), (FixtureProvider::Stytch, COUNT / 5)] {
        let recorder = Recorder::start()?;
        let cases = cases(fixture, count, &recorder);
        run(&cases)?;
        compare(&cases, recorder.take(), MatchBy::Url, Digits::AsGiven, |case| case.snippet(Language::Go))?;
    }
    Ok(())
}

/// Builds and runs the snippets. Two lines are changed: those that make a snippet a program of its own.
pub(crate) fn run(cases: &[Case]) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    let (mut imports, mut calls) = (String::new(), String::new());
    for case in cases {
        let name = format!("case{}", case.number);
        let text = case.snippet(Language::Go);
        let text = text.replacen("package main\n", &format!("package {name}\n"), 1);
        let text = text.replacen("\nfunc main() {\n", "\nfunc Main() {\n", 1);
        folder.write(format!("{name}/{name}.go"), text)?;
        writeln!(imports, "import \"snippets/{name}\"")?;
        writeln!(calls, "\t{name}.Main()")?;
    }
    folder.write("go.mod", MODULE)?;
    folder.write("main.go", format!("package main\n\n{imports}\nfunc main() {{\n{calls}}}\n"))?;
    let go = || Command::new("go").env("GOFLAGS", "-mod=mod").env("GOPROXY", "off").current_dir(folder.path());
    let untidy = Command::new("gofmt").arg("-l").args(cases.iter().map(|case| format!("case{}", case.number)));
    let untidy = untidy.current_dir(folder.path()).ok()?.stdout;
    if !untidy.is_empty() {
        return Err(format!("gofmt would write otherwise: {untidy}").into());
    }
    go().args(["run", "."]).envs(environment(cases)).ok()?;
    Ok(())
}
