//! The TypeScript SDK, imported by a Node program that makes all calls.

use endpoint_export::{
    case::camel,
    typescript::{SdkOptions, sdk},
};
use endpoint_surface_tests::tools;
use endpoint_test_support::scratch::Scratch;
use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::{cases::Case, compared_provider::Calls};

const PROGRAM: &str = r#"
import { readFileSync } from "node:fs";
import client from "sdk-under-test";

for (const { method, input } of JSON.parse(readFileSync(0, "utf8"))) {
  await client[method](input);
}
"#;

pub(crate) fn call(calls: &Calls) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    for file in sdk(&calls.provider, &SdkOptions::new("sdk-under-test"))? {
        folder.write(format!("node_modules/sdk-under-test/{}", file.path), file.text)?;
    }
    let program = folder.write("program.mjs", PROGRAM)?;
    let data = |case: &Case| json!({ "method": camel(case.operation.metadata.id), "input": case.input });
    let input: Vec<Value> = calls.cases.iter().map(data).collect();
    let run = tools::node().arg(program).envs((calls.compared.credentials)());
    run.envs(calls.urls()).stdin(Value::Array(input).to_string()).ok()?;
    Ok(())
}
