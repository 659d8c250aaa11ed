//! The arguments of the processes of a snippet, which every user of the machine can see.

use std::{fs, path::PathBuf};

use endpoint_export::snippet::Language;
use endpoint_test_support::{process::Command, recorder::Recorder, scratch::Scratch};
use libtest_mimic::Failed;

use crate::cases::{Case, FixtureProvider, SECRETS, cases, environment};

/// A script that logs a program's arguments and runs the program. It leaves out the argument of `--user`, since curl removes
/// it from the list of processes.
const WRAPPER: &str = r#"#!/bin/sh
for argument in "$@"; do
    [ "$last" = --user ] || printf '%s\n' "$argument" >> "$LOG"
    last=$argument
done
PATH=$REST exec "${0##*/}" "$@"
"#;

/// The programs that curl snippets start.
const PROGRAMS: [&str; 5] = ["curl", "od", "sed", "tr", "base64"];

pub(crate) fn check() -> Result<(), Failed> {
    for fixture in [FixtureProvider::Stytch, FixtureProvider::Acme] {
        let recorder = Recorder::start()?;
        let cases = cases(fixture, 30, &recorder);
        let log = arguments(&cases)?;
        if !log.contains("--header\n@-") || recorder.take().len() != cases.len() {
            return Err("the programs were not run".into());
        }
        for secret in SECRETS {
            let encoded: Vec<String> = secret.bytes().map(|byte| format!("%{byte:02x}")).collect();
            if log.contains(secret) || log.contains(&encoded.concat()) {
                return Err(format!("`ps` shows {secret} in\n{log}").into());
            }
        }
    }
    Ok(())
}

/// Returns the arguments of all processes that the snippets start.
fn arguments(cases: &[Case]) -> Result<String, Failed> {
    let folder = Scratch::new()?;
    for program in PROGRAMS {
        let path = folder.write(format!("bin/{program}"), WRAPPER)?;
        Command::new("chmod").arg("+x").arg(path).ok()?;
    }
    let script: String = cases.iter().map(|case| case.snippet(Language::Curl)).collect();
    let (rest, log) = (std::env::var("PATH")?, folder.path().join("log"));
    let path = std::env::join_paths([folder.path().join("bin")].into_iter().chain(std::env::split_paths(&rest)))?;
    let run = Command::new("sh").arg(folder.write("script", script)?).envs(environment(cases));
    run.env("PATH", PathBuf::from(path)).env("REST", rest).env("LOG", &log).ok()?;
    Ok(fs::read_to_string(log)?)
}
