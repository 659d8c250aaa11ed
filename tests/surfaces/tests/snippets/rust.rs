//! Rust snippets. All are modules of one crate, beside a library with the second provider. The crate shares the
//! workspace's target folder, lock file and, where possible, features, so that little is rebuilt.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use endpoint_export::snippet::Language;
use endpoint_test_support::{process::Command, recorder::Recorder};
use libtest_mimic::Failed;

use crate::{
    cases::{Case, FixtureProvider, cases, environment},
    compare::{Digits, MatchBy, compare},
};

/// The number of compiled calls of each provider.
const COUNT: usize = 60;

pub(crate) fn check() -> Result<(), Failed> {
    let recorder = Recorder::start()?;
    let mut all = cases(FixtureProvider::Acme, COUNT, &recorder);
    all.extend(cases(FixtureProvider::Stytch, COUNT / 5, &recorder));
    let program = build(&all)?;
    for (at, case) in all.iter().enumerate() {
        run(&program, at, case, &recorder)?;
        compare(std::slice::from_ref(case), recorder.take(), MatchBy::Url, Digits::AsGiven, |case| {
            case.snippet(Language::Rust)
        })?;
    }
    Ok(())
}

/// Runs a snippet in a process of its own. Its base URL ends in the number of the case.
pub(crate) fn run(program: &Path, at: usize, case: &Case, recorder: &Recorder) -> Result<(), Failed> {
    let base_url = format!("{}/{}", recorder.url(), case.number);
    let run = Command::new(program).arg(at.to_string()).envs(environment(std::slice::from_ref(case)));
    run.env(case.provider.variable("base_url"), base_url).ok()?;
    Ok(())
}

/// Builds a program that runs the snippet with the number in its first argument.
pub(crate) fn build(cases: &[Case]) -> Result<PathBuf, Failed> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = tests.ancestors().nth(2).ok_or("no workspace")?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snippets");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("no target folder")?;
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(root))?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let acme = tests.join("tests/snippets/fixture_acme.rs");
    let newtypes = tests.join("tests/snippets/fixture_newtypes.rs");
    let library = format!(
        "#[path = r\"{}\"]\npub mod fixture_acme;\n#[path = r\"{}\"]\npub mod fixture_newtypes;\npub use fixture_acme::provider;\n",
        acme.display(),
        newtypes.display()
    );
    fs::write(folder.join("src/lib.rs"), library)?;
    fs::write(folder.join("src/main.rs"), program(cases)?)?;
    let cargo = Command::new(env!("CARGO")).args(["build", "--offline", "--quiet", "--manifest-path"]);
    let cargo = cargo.arg(folder.join("Cargo.toml")).arg("--target-dir").arg(target).current_dir(&folder);
    // Another build may hold the lock for long.
    cargo.timeout(Duration::from_secs(1_800)).ok()?;
    Ok(target.join("debug/snippets"))
}

fn program(cases: &[Case]) -> Result<String, Failed> {
    let (mut modules, mut arms) = (String::new(), String::new());
    for (at, case) in cases.iter().enumerate() {
        let text = case.snippet(Language::Rust);
        let run = "pub fn run() -> Result<(), Box<dyn std::error::Error>> { main() }";
        write!(modules, "mod case{at} {{\n{text}\n{run}\n}}\n\n")?;
        writeln!(arms, "        Some(\"{at}\") => case{at}::run(),")?;
    }
    Ok(format!(
        "{modules}fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    match std::env::args().nth(1).as_deref() {{\n{arms}        \
         _ => Err(\"no such case\".into()),\n    }}\n}}\n"
    ))
}

/// Writes the manifest, with the features and the profile of this package's tests.
fn manifest(root: &Path) -> String {
    let root = root.display();
    format!(
        r#"[workspace]

[package]
name = "snippets"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
endpoint-runtime = {{ path = '{root}/endpoint-runtime', features = ["dynamic", "reqwest", "schema"] }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
stytch-endpoints = {{ path = '{root}/stytch-endpoints', features = ["cli"] }}
tokio = {{ version = "1", features = ["io-util", "macros", "net", "rt-multi-thread"] }}

[profile.dev]
debug = "line-tables-only"
"#
    )
}
