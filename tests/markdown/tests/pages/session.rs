//! The commands of a page, run in their order by one shell, as its reader runs them.
//!
//! A comment of HTML before a block tells more about it:
//!
//! * `file: PATH` writes the block to this file, as the reader does, and `append: PATH` to its end.
//! * `output` compares the block with what the commands before it have printed to the standard output. A line `…` stands for any lines.
//! * `serves: TEXT` is before a command that runs until it is stopped. The next commands run once it has printed the text.
//!   Lines that begin with `export` are run as well.
//! * `elsewhere: FILE` is before commands that this file runs, which holds each of them.
//! * `bench` is before commands that measure for minutes. Their benchmarks exist.

mod programs;

use std::{env, ffi::OsString, fmt::Write, fs, path::Path, time::Duration};

use endpoint_surface_tests::{harness::Trial, tools::Need};
use endpoint_test_support::{
    process::Command,
    scratch::{Scratch, set_mode},
    tls::Authority,
};
use libtest_mimic::Failed;

use crate::page::{self, Block, Page};

/// The functions of the shell.
const PRELUDE: &str = include_str!("session/prelude.sh");

/// The time of the commands of one page, which may have to compile.
const TIMEOUT: Duration = Duration::from_secs(600);

/// The variables of a build that decide how dependencies are compiled. With others they would be compiled again.
const OF_BUILDS: [&str; 5] =
    ["CARGO_INCREMENTAL", "CARGO_PROFILE_DEV_DEBUG", "CARGO_PROFILE_TEST_DEBUG", "CARGO_TARGET_DIR", "RUSTFLAGS"];

/// Pages that are generated for packages, whose commands their own tests run.
const GENERATED: [&str; 2] =
    ["endpoint-export/golden/typescript/README.md", "endpoint-export/src/typescript/sdk/README.md"];

/// The READMEs of the examples have the commands of their package, as a test of `tests/http` checks. Their own tests run the programs.
const EXAMPLES: &str = "examples/";

/// One trial for each page with commands.
pub(crate) fn trials() -> Vec<Trial> {
    let is_run = |page: &Page| {
        !GENERATED.contains(&page.path.as_str())
            && !page.path.starts_with(EXAMPLES)
            && page.blocks().iter().any(|block| block.is("sh"))
    };
    let trial =
        |page: Page| Trial::new(format!("commands_of::{}", page.path), [Need::Bash, Need::Curl], move || run(&page));
    page::all().into_iter().filter(is_run).map(trial).collect()
}

fn run(page: &Page) -> Result<(), Failed> {
    let scratch = Scratch::new()?;
    let (folder, transcripts) = (scratch.join("work"), scratch.join("transcripts"));
    for folder in [&folder, &transcripts, &scratch.join("programs")] {
        fs::create_dir_all(folder)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(page::root(), folder.join("endpoints"))?;
    write_certificate(&folder)?;
    write_programs(&scratch)?;
    let blocks = page.blocks();
    let script = scratch.write("session.sh", script(page, &blocks)?)?;
    let kept = OF_BUILDS.iter().filter_map(|name| Some((name, env::var_os(name)?)));
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| page::root().join("target"), Into::into);
    Command::new("bash")
        .arg(&script)
        .envs(kept)
        .env("HOME", scratch.path())
        .env("CARGO_HOME", cargo_home())
        .env("PATH", path()?)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", target)
        // As in the workspace, so that dependencies are shared with it.
        .envs(
            env::var_os("CARGO_PROFILE_DEV_DEBUG").is_none().then_some(("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")),
        )
        .env("PROGRAMS", scratch.join("programs"))
        .env("REPOSITORY", page::root())
        .env("TRANSCRIPTS", &transcripts)
        .current_dir(&folder)
        .timeout(TIMEOUT)
        .ok()?;
    compare(page, &blocks, &transcripts)
}

/// Writes the script of a page: the prelude, and each block with its number.
fn script(page: &Page, blocks: &[Block]) -> Result<String, Failed> {
    let mut script = PRELUDE.to_owned();
    for (number, block) in blocks.iter().enumerate() {
        write!(script, "\nat='{}:{}'\n", page.path, block.line)?;
        let file = block.directive("file").map(|path| (path, ">"));
        if let Some((path, redirection)) = file.or_else(|| block.directive("append").map(|path| (path, ">>"))) {
            writeln!(script, "mkdir -p \"$(dirname '{path}')\"\ncat {redirection} '{path}' <<'END OF {path}'")?;
            for line in block.text.lines().filter(|line| !is_hidden(block, line)) {
                writeln!(script, "{line}")?;
            }
            writeln!(script, "END OF {path}")?;
        } else if !block.is("sh") {
            // For the reader only.
        } else if let Some(file) = block.directive("elsewhere") {
            let elsewhere = fs::read_to_string(page::root().join(file))?;
            if let Some(line) = block.text.lines().find(|line| !elsewhere.contains(line)) {
                return Err(format!("{}:{}: {file} does not run `{line}`", page.path, block.line).into());
            }
        } else if block.directive("bench").is_some() {
            require_benchmarks(page, block)?;
        } else if let Some(text) = block.directive("serves") {
            writeln!(script, "start {number} {} '{text}'", block.text.trim())?;
        } else {
            writeln!(script, "{{\n{}}} </dev/null >\"$TRANSCRIPTS/{number}\"", block.text)?;
        }
    }
    Ok(script)
}

/// Returns whether rustdoc and mdBook hide the line.
fn is_hidden(block: &Block, line: &str) -> bool {
    block.is("rust") && (line == "#" || line.starts_with("# "))
}

/// Requires that each benchmark of a command exists. Benchmarks themselves are compiled with all targets.
fn require_benchmarks(page: &Page, block: &Block) -> Result<(), Failed> {
    for line in block.text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let after = |option: &str| words.iter().skip_while(|word| **word != option).nth(1).copied();
        let exists = |path: String| page::root().join(path).exists();
        let is_there = match (words.first(), after("-p"), after("--bench")) {
            (Some(script), None, None) => exists((*script).to_owned()),
            (_, Some(package), None) => exists(format!("{package}/Cargo.toml")),
            (_, Some(package), Some(name)) => {
                exists(format!("{package}/benches/{name}")) || exists(format!("{package}/benches/{name}.rs"))
            }
            _ => false,
        };
        if !is_there {
            return Err(format!("{}:{}: there is no benchmark of `{line}`", page.path, block.line).into());
        }
    }
    Ok(())
}

/// Compares blocks of output with the transcript of the commands before them.
fn compare(page: &Page, blocks: &[Block], transcripts: &Path) -> Result<(), Failed> {
    let mut commands = None;
    for (number, block) in blocks.iter().enumerate() {
        if block.is("sh") {
            commands = Some(number);
        }
        if block.directive("output").is_some() {
            let number = commands.ok_or("output without a command before it")?;
            let printed = fs::read_to_string(transcripts.join(number.to_string()))?;
            if !matches(&block.text.lines().collect::<Vec<_>>(), &printed.lines().collect::<Vec<_>>()) {
                return Err(format!("{}:{}: the commands before it print\n{printed}", page.path, block.line).into());
            }
        }
    }
    Ok(())
}

/// Returns whether the lines are as expected, where `…` stands for any.
fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match (expected.split_first(), printed.split_first()) {
        (Some((&"…", rest)), _) => (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..])),
        (Some((one, expected)), Some((other, printed))) => {
            one.trim_end() == other.trim_end() && matches(expected, printed)
        }
        (None, None) => true,
        _ => false,
    }
}

/// The certificate that a page has its reader bring along.
fn write_certificate(folder: &Path) -> Result<(), Failed> {
    let certificate = Authority::new().issue("gateway.example.com");
    fs::write(folder.join("chain.pem"), certificate.pem)?;
    fs::write(folder.join("key.pem"), certificate.key)?;
    set_mode(&folder.join("key.pem"), 0o600)?;
    Ok(())
}

/// Writes the programs of pages, as scripts that run their executables.
fn write_programs(scratch: &Scratch) -> Result<(), Failed> {
    for (name, executable, variable) in programs::all()? {
        let variable = if variable.is_empty() { String::new() } else { format!("{variable}={name} ") };
        let script = format!("#!/bin/sh\n{variable}exec '{}' \"$@\"\n", executable.display());
        set_mode(&scratch.write(format!("programs/{name}"), script)?, 0o755)?;
    }
    Ok(())
}

/// The folder of cargo's registry, which is below the home folder by default. The commands have another one.
fn cargo_home() -> OsString {
    let below_home = || Path::new(&env::var_os("HOME").unwrap_or_default()).join(".cargo").into();
    env::var_os("CARGO_HOME").unwrap_or_else(below_home)
}

/// The search path, with the toolchain of this test first, so that no installer of toolchains takes part.
fn path() -> Result<OsString, Failed> {
    let cargo = env::var_os("CARGO");
    let toolchain = cargo.as_deref().and_then(|cargo| Path::new(cargo).parent()).map(Path::to_owned);
    let others = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(toolchain.into_iter().chain(env::split_paths(&others)))?)
}
