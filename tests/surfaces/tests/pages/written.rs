//! TypeScript as the page shows it: type-checked against the generated SDK, and run.

use std::collections::HashMap;

use endpoint_export::console::console;
use endpoint_test_support::recorder::Recorder;
use libtest_mimic::Failed;
use serde_json::json;

use crate::{
    cases::{Case, Whose, cases},
    compare::{By, compare},
    module, typescript,
};

/// How many calls of each provider are compiled.
const COUNT: usize = 40;

pub(crate) fn check() -> Result<(), Failed> {
    for whose in [Whose::Stytch, Whose::Acme] {
        let recorder = Recorder::start()?;
        // One process has one client. It has one credential, and from the environment it has no host but the main one.
        let all = cases(whose, COUNT, &recorder);
        let scheme = format!("{:?}", all[0].provider.auth);
        let is_its =
            |case: &Case| format!("{:?}", case.provider.auth) == scheme && case.operation.metadata.host.is_none();
        let cases: Vec<Case> = all.into_iter().filter(is_its).collect();
        let texts = shown(&cases)?;
        let text = |case: &Case| texts.get(&case.number).cloned().unwrap_or_default();
        typescript::run(&cases, &recorder, text)?;
        compare(&cases, recorder.take(), By::Order, text)?;
    }
    Ok(())
}

/// What the page shows of each case.
fn shown(cases: &[Case]) -> Result<HashMap<usize, String>, Failed> {
    let mut all = Vec::new();
    for case in cases {
        let model = serde_json::to_string(&console(&case.provider, &case.operation))?;
        let input = json!(case.values.clone().unwrap_or_default()).to_string();
        all.push(json!({ "number": case.number, "model": model, "input": input }));
    }
    let output = module::run(PROGRAM, &json!(all))?;
    let texts: Vec<(usize, String)> = serde_json::from_str(&output.stdout)?;
    Ok(texts.into_iter().collect())
}

const PROGRAM: &str = r#"
import { readFileSync } from "node:fs";
import { parse, readModel, snippet } from "./module.mjs";

const shown = ({ number, model, input }) =>
  [number, snippet(readModel(model), new Map(Object.entries(parse(input))), {}, "typescript")];
console.log(JSON.stringify(JSON.parse(readFileSync("data.json", "utf8")).map(shown)));
"#;
