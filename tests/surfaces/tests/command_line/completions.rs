//! Completions in the shells themselves.

use std::{
    fs,
    path::{Path, PathBuf},
};

use endpoint_test_support::{process::Command, scratch::Scratch};
use libtest_mimic::Failed;

use crate::{REVOKE, stytch};

const REVOKE_ID: &str = "api_organization_v1_organizations_members_connected_apps_Revoke";

/// Command lines, and the words that every shell offers for the last word of each.
const OFFERED: [(&[&str], &[&str]); 11] = [
    (&["sn"], &["snippet"]),
    (&["call", "b2b.organizations.members.co"], &[REVOKE]),
    (&["describe", "b2b.organizations.members.co"], &[REVOKE]),
    (&["snippet", "b2b.organizations.members.co"], &[REVOKE]),
    (&["call", REVOKE, "--con"], &["--connected-app-id"]),
    // By its operation id, behind a flag with its value.
    (&["call", REVOKE_ID, "--organization-id", "--member-id", "--con"], &["--connected-app-id"]),
    // A secret is no flag, and `describe` has none of an operation.
    (&["call", REVOKE, "--se"], &[]),
    (&["describe", REVOKE, "--con"], &[]),
    (&["snippet", "consumer.users.revoke", "--lang", "t"], &["typescript"]),
    (&["man", "des"], &["describe"]),
    (&["man", "call", "b2b.organizations.members.co"], &[REVOKE]),
];

/// The size of a script that a shell reads at its start, in bytes.
const MAX_SCRIPT: usize = 110_000;

/// Saves the script of a shell, which reads it.
fn script(shell: &str, scratch: &Scratch) -> Result<PathBuf, Failed> {
    let text = stytch(&format!("completions {shell}")).ok()?.stdout;
    assert!(text.len() < MAX_SCRIPT, "{shell}: {}", text.len());
    let path = scratch.write(format!("_stytch.{shell}"), text)?;
    Command::new(shell).arg("-n").arg(&path).ok()?;
    Ok(path)
}

/// Checks the words that a shell offers: the lines of what `complete` prints, up to a tab.
fn offers(complete: impl Fn(&[&str]) -> Result<String, Failed>) -> Result<(), Failed> {
    for (words, expected) in OFFERED {
        let printed = complete(words)?;
        let offered: Vec<&str> =
            printed.lines().filter_map(|line| line.split('\t').next()).filter(|word| !word.is_empty()).collect();
        assert_eq!(offered, expected, "{words:?}");
    }
    Ok(())
}

pub(super) fn bash() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let path = script("bash", &scratch)?;
    let complete = |words: &[&str]| {
        let script = "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
                      _stytch stytch \"${@: -1}\" \"${@: -2:1}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Ok(Command::new("bash").args(["-c", script]).arg(&path).arg("stytch").args(words).ok()?.stdout)
    };
    offers(complete)?;
    // bash makes `=` a word of its own.
    assert_eq!(complete(&["snippet", REVOKE, "--lang", "=", "t"])?, "typescript\n");
    scratch.write("values.json", "{}")?;
    let values = format!("{}/val", scratch.path().display());
    assert_eq!(complete(&["call", REVOKE, "--input", &values])?, format!("{values}ues.json\n"));
    Ok(())
}

pub(super) fn zsh() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let path = script("zsh", &scratch)?;
    let capture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line/capture.zsh");
    let found = scratch.path().join("found");
    let complete = |words: &[&str]| {
        fs::write(&found, "")?;
        let line = format!("stytch {}", words.join(" "));
        Command::new("zsh").arg("-f").arg(&capture).args([&path, &found]).arg(line).ok()?;
        Ok(fs::read_to_string(&found)?)
    };
    offers(complete)?;
    assert_eq!(complete(&["snippet", REVOKE, "--lang=t"])?, "typescript\n");
    scratch.write("values.json", "{}")?;
    let values = format!("{}/val", scratch.path().display());
    assert_eq!(complete(&["call", REVOKE, "--input", &values])?, "values.json\n");
    Ok(())
}

pub(super) fn fish() -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let path = script("fish", &scratch)?;
    let complete = |line: &str| {
        let script = format!("source {}; complete -C '{line}'", path.display());
        let run = Command::new("fish").args(["--no-config", "-c", &script]).env("HOME", scratch.path());
        Ok(run.ok()?.stdout)
    };
    offers(|words| complete(&format!("stytch {}", words.join(" "))))?;
    assert!(complete("stytch snippet consumer.users.revoke --lang=t")?.starts_with("--lang=typescript"));
    assert!(complete("stytch call consumer.users.rev")?.contains("\tRevokes "), "no summary");
    Ok(())
}
