//! The arguments of the processes of a snippet, which every user of the machine can see.

use std::{fs, path::PathBuf};

use endpoint_export::snippet::Language;
use endpoint_test_support::{process::Command, recorder::Recorder, scratch::Scratch};
use libtest_mimic::Failed;

use crate::cases::{Case, FixtureProvider, SECRETS, cases, environment};

/// A wrapper that logs a program's arguments and runs it. It leaves out that of `--user`, which curl overwrites itself.
const NOTE: &str = r#"#!/bin/sh
for argument in "$@"; do
    [ "$last" = --user ] || printf '%s\n' "$argument" >> "$NOTES"
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
        let notes = arguments(&cases)?;
        if !notes.contains("--header\n@-") || recorder.take().len() != cases.len() {
            return Err("the programs were not run".into());
        }
        for secret in SECRETS {
            let encoded: Vec<String> = secret.bytes().map(|byte| format!("%{byte:02x}")).collect();
            if notes.contains(secret) || notes.contains(&encoded.concat()) {
                return Err(format!("`ps` shows {secret} in\n{notes}").into());
            }
        }
    }
    Ok(())
}

/// Returns the arguments of all processes that the snippets start.
fn arguments(cases: &[Case]) -> Result<String, Failed> {
    let folder = Scratch::new()?;
    for program in PROGRAMS {
        let path = folder.write(format!("bin/{program}"), NOTE)?;
        Command::new("chmod").arg("+x").arg(path).ok()?;
    }
    let script: String = cases.iter().map(|case| case.snippet(Language::Curl)).collect();
    let (rest, notes) = (std::env::var("PATH")?, folder.path().join("notes"));
    let path = std::env::join_paths([folder.path().join("bin")].into_iter().chain(std::env::split_paths(&rest)))?;
    let run = Command::new("sh").arg(folder.write("script", script)?).envs(environment(cases));
    run.env("PATH", PathBuf::from(path)).env("REST", rest).env("NOTES", &notes).ok()?;
    Ok(fs::read_to_string(notes)?)
}
