//! TypeScript snippets, type-checked strictly and run with the generated SDK.

use std::fmt::Write;

use endpoint_export::{
    snippet::Language,
    typescript::{SdkOptions, sdk},
};
use endpoint_surface_tests::tools::{self, node_modules};
use endpoint_test_support::{recorder::Recorder, scratch::Scratch};
use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::{
    cases::{Case, FixtureProvider, cases, environment},
    compare::{Digits, MatchBy, compare},
};

/// The number of compiled calls of each provider.
const COUNT: usize = 150;

pub(crate) fn check() -> Result<(), Failed> {
    for (fixture, count) in [(FixtureProvider::Stytch, COUNT / 3), (FixtureProvider::Acme, COUNT)] {
        let recorder = Recorder::start()?;
        // A process has one client, with one credential and, from the environment, the main host only.
        let all = cases(fixture, 2 * count, &recorder);
        let scheme = format!("{:?}", all[0].provider.auth);
        let is_its =
            |case: &Case| format!("{:?}", case.provider.auth) == scheme && case.operation.metadata.host.is_none();
        // A number that JavaScript would round is refused.
        let is_written = |case: &Case| case.try_snippet(Language::TypeScript).is_ok();
        let cases: Vec<Case> = all.into_iter().filter(|case| is_its(case) && is_written(case)).collect();
        run(&cases, &recorder, |case| case.snippet(Language::TypeScript))?;
        compare(&cases, recorder.take(), MatchBy::Order, Digits::OfValue, |case| case.snippet(Language::TypeScript))?;
    }
    Ok(())
}

/// Type-checks and runs these texts, one for each case.
pub(crate) fn run(cases: &[Case], recorder: &Recorder, text: impl Fn(&Case) -> String) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    let Some(Case { provider, .. }) = cases.first() else { return Ok(()) };
    let package = format!("{}-endpoints", provider.name);
    for file in sdk(provider, &SdkOptions::new(&package))? {
        folder.write(format!("node_modules/{package}/{}", file.path), file.text)?;
    }
    let mut main = String::new();
    for case in cases {
        folder.write(format!("case{}.ts", case.number), text(case))?;
        writeln!(main, "await import('./case{}.js');", case.number)?;
    }
    folder.write("main.mjs", main)?;
    folder.write("package.json", r#"{ "type": "module" }"#)?;
    folder.write("tsconfig.json", configuration().to_string())?;
    tools::bin("tsc").args(["--project", "."]).current_dir(folder.path()).ok()?;
    let run = tools::node().arg("main.mjs").current_dir(folder.path()).envs(environment(cases));
    run.env(provider.variable("base_url"), recorder.url()).ok()?;
    Ok(())
}

fn configuration() -> Value {
    json!({
        "compilerOptions": {
            "module": "nodenext",
            "target": "es2022",
            "strict": true,
            "exactOptionalPropertyTypes": true,
            "noUncheckedIndexedAccess": true,
            "typeRoots": [node_modules().join("@types")],
            "types": ["node"],
        },
    })
}
