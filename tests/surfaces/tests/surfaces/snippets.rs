//! Snippets.

use std::{collections::BTreeMap, path::Path, time::Duration};

use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_surface_tests::{rust_programs, tools};
use endpoint_test_support::{process::Command, scratch::Scratch};
use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::{cases::Case, compared_provider::Calls};

/// The timeout of a compiler for all programs.
const BUILD: Duration = Duration::from_secs(300);

fn texts(calls: &Calls, language: Language) -> impl Iterator<Item = String> {
    let options = SnippetOptions::default().base_url(&calls.base_url);
    let hosts = calls.provider.hosts.iter();
    let options = hosts.fold(options, |options, host| options.host_url(&host.name, &calls.base_url));
    let text = move |case: &Case| {
        snippet(&calls.provider, &case.operation, &case.input.clone().into(), &options, language).unwrap()
    };
    calls.cases.iter().map(text)
}

/// Runs the snippet of every call in a shell, with its secrets in the environment.
pub(crate) fn curl(calls: &Calls) -> Result<(), Failed> {
    for (case, text) in calls.cases.iter().zip(texts(calls, Language::Curl)) {
        let ran = Command::new("sh").arg("-c").arg(&text).envs(calls.environment(case)).ok();
        ran.map_err(|error| format!("{}: {error}\n{text}", case.name()))?;
    }
    Ok(())
}

/// Runs the snippets of all calls one after the other, each as a program of its own.
const RUN_PYTHON: &str = r#"
import json, os, sys

for case in json.load(sys.stdin):
    os.environ.update(case["environment"])
    try:
        exec(compile(case["text"], case["name"], "exec"), {})
    except BaseException:
        sys.exit(f"{case['name']}: {sys.exc_info()[1]!r}\n{case['text']}")
"#;

pub(crate) fn python(calls: &Calls) -> Result<(), Failed> {
    tools::python().args(["-c", RUN_PYTHON]).stdin(programs(calls, Language::Python)).timeout(BUILD).ok()?;
    Ok(())
}

/// Runs the snippets of all calls one after the other, each as a module of its own.
const RUN_FETCH: &str = r#"
import { readFileSync } from "node:fs";

for (const { name, text, environment } of JSON.parse(readFileSync(0, "utf8"))) {
  Object.assign(process.env, environment);
  try {
    await import(`data:text/javascript,${encodeURIComponent(text)}//${encodeURIComponent(name)}`);
  } catch (error) {
    console.error(`${name}: ${error}\n${text}`);
    process.exit(1);
  }
}
"#;

pub(crate) fn fetch(calls: &Calls) -> Result<(), Failed> {
    let node = tools::node().args(["--input-type=module", "--eval", RUN_FETCH]);
    node.stdin(programs(calls, Language::Fetch)).timeout(BUILD).ok()?;
    Ok(())
}

/// Returns the snippets of all calls, with their names and environments, as JSON.
fn programs(calls: &Calls, language: Language) -> String {
    let program = |(case, text): (&Case, String)| {
        let environment: BTreeMap<String, String> = calls.environment(case).into_iter().collect();
        json!({ "name": case.name(), "text": text, "environment": environment })
    };
    calls.cases.iter().zip(texts(calls, language)).map(program).collect::<Value>().to_string()
}

/// Builds all programs at once, and runs each.
pub(crate) fn go(calls: &Calls) -> Result<(), Failed> {
    let folder = Scratch::new()?;
    folder.write("go.mod", "module snippets\n")?;
    for (at, text) in texts(calls, Language::Go).enumerate() {
        folder.write(format!("case{at}/main.go"), text)?;
    }
    let go = Command::new("go").args(["build", "-o", "built/", "./..."]).current_dir(folder.path()).timeout(BUILD);
    go.env("GOPROXY", "off").env("GOFLAGS", "-buildvcs=false").ok()?;
    for (at, case) in calls.cases.iter().enumerate() {
        let program = Command::new(folder.path().join("built").join(format!("case{at}")));
        program.envs(calls.environment(case)).ok().map_err(|error| format!("{}: {error}", case.name()))?;
    }
    Ok(())
}

/// Builds all programs as modules of one, and runs each in a process of its own.
pub(crate) fn rust(calls: &Calls) -> Result<(), Failed> {
    let texts: Vec<String> = texts(calls, Language::Rust).collect();
    let program = rust_programs::build("surfaces-rust", Path::new(env!("CARGO_TARGET_TMPDIR")), &texts)?;
    for (at, case) in calls.cases.iter().enumerate() {
        let run = Command::new(&program).arg(at.to_string()).envs(calls.environment(case)).envs(calls.urls());
        run.ok().map_err(|error| format!("{}: {error}\n{}", case.name(), texts[at]))?;
    }
    Ok(())
}
