//! Rust programs that use `stytch-endpoints`, compiled together.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;

use endpoint_test_support::process::{Command, CommandError};

/// The timeout of cargo, which may have to wait for another build and to rebuild `stytch-endpoints`.
const TIMEOUT: Duration = Duration::from_secs(900);

/// A failed build.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file cannot be written.
    #[error("the package cannot be written: {0}")]
    Write(#[from] io::Error),
    /// Cargo failed.
    #[error(transparent)]
    Cargo(#[from] CommandError),
}

/// Compiles programs, each with an `async fn main` under `#[tokio::main]`, into one program. Its first argument is the
/// number of the program to run.
///
/// The package stays in `folder`, which is the `CARGO_TARGET_TMPDIR` of a test, so that the next build is fast.
///
/// # Errors
/// The package cannot be written, or cargo fails.
pub fn build(name: &str, folder: &Path, programs: &[String]) -> Result<PathBuf, BuildError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let package = folder.join(name);
    fs::create_dir_all(package.join("src"))?;
    write(&package.join("Cargo.toml"), &manifest(name, &root))?;
    // Locks the versions that are tested.
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
    // With other flags than those of the other builds everything would be rebuilt.
    let flags = env::var_os("RUSTFLAGS").map(|flags| ("RUSTFLAGS", flags));
    let cargo = cargo.args(["build", "--offline", "--quiet", "--target-dir"]).arg(target).envs(flags);
    cargo.current_dir(&package).ok()?;
    Ok(target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

fn manifest(name: &str, root: &Path) -> String {
    // A JSON string is a TOML string.
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

/// Writes a file only if it differs, so that nothing is compiled without need.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) { Ok(()) } else { fs::write(path, text) }
}
