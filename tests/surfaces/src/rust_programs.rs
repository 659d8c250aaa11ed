//! Rust programs that stand on `stytch-endpoints`, as its users write them, compiled together.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;

use endpoint_test_support::process::{Command, CommandError};

/// How long cargo may take: it may have to build `stytch-endpoints` anew, after another cargo is done.
const TIMEOUT: Duration = Duration::from_secs(900);

/// Why there is no program.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file that could not be written.
    #[error("the package cannot be written: {0}")]
    Write(#[from] io::Error),
    /// What cargo said.
    #[error(transparent)]
    Cargo(#[from] CommandError),
}

/// Compiles programs, each with an `async fn main` under `#[tokio::main]`, into one whose first argument says by its
/// number which of them it is.
///
/// The package of this name stays in `folder`, which is the `CARGO_TARGET_TMPDIR` of a test, so that the next build has
/// little to do.
///
/// # Errors
/// That it cannot be written, or what the compiler said.
pub fn build(name: &str, folder: &Path, programs: &[String]) -> Result<PathBuf, BuildError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let package = folder.join(name);
    fs::create_dir_all(package.join("src"))?;
    write(&package.join("Cargo.toml"), &manifest(name, &root))?;
    // The versions that are tested are those that are locked.
    write(&package.join("Cargo.lock"), &fs::read_to_string(root.join("Cargo.lock"))?)?;
    for (at, program) in programs.iter().enumerate() {
        write(
            &package.join(format!("src/program{at}.rs")),
            &program.replacen("async fn main(", "pub async fn main(", 1),
        )?;
    }
    write(&package.join("src/main.rs"), &main(programs.len()))?;
    let target = folder.parent().unwrap_or(folder);
    let cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).timeout(TIMEOUT);
    // Other flags than those of the other builds would build everything anew.
    let flags = env::var_os("RUSTFLAGS").map(|flags| ("RUSTFLAGS", flags));
    let cargo = cargo.args(["build", "--offline", "--quiet", "--target-dir"]).arg(target).envs(flags);
    cargo.current_dir(&package).ok()?;
    Ok(target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

fn manifest(name: &str, root: &Path) -> String {
    // A string of JSON is one of TOML.
    let path = |package: &str| Value::from(root.join(package).to_string_lossy()).to_string();
    let (stytch, runtime) = (path("stytch-endpoints"), path("endpoint-runtime"));
    format!(
        r#"[package]
name = "{name}"
edition = "2024"
publish = false

[dependencies]
endpoint-runtime = {{ path = {runtime}, features = ["dynamic"] }}
serde_json = "1"
stytch-endpoints = {{ path = {stytch}, features = ["schema"] }}
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}

[profile.dev]
debug = "line-tables-only"

# Of no other workspace.
[workspace]
"#
    )
}

fn main(count: usize) -> String {
    let modules: Vec<String> = (0..count).map(|at| format!("mod program{at};")).collect();
    let arms: Vec<String> = (0..count).map(|at| format!("        Some(\"{at}\") => program{at}::main(),")).collect();
    format!(
        r#"{}

fn main() -> Result<(), Box<dyn std::error::Error>> {{
    match std::env::args().nth(1).as_deref() {{
{}
        _ => Err("no program has this number".into()),
    }}
}}
"#,
        modules.join("\n"),
        arms.join("\n")
    )
}

/// Writes a file that differs, so that nothing is compiled for nothing.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) { Ok(()) } else { fs::write(path, text) }
}
