//! Installation of the packages in the lock files: once for all processes, and again when the files change.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use endpoint_test_support::process::Command;

/// The timeout of each step of an installation.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The file in an installed folder that holds a copy of the lock files. It is written last.
const STAMP: &str = ".stamp";

/// Installs `node_modules` from `package-lock.json`.
pub(super) fn npm(folder: &Path) -> Result<(), String> {
    let stamp = read_all(folder, &["package.json", "package-lock.json"])?;
    once(folder, "node_modules", &stamp, || {
        // No package needs its scripts, so they are not run.
        let ci = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1"];
        step(Command::new("npm").args(ci).current_dir(folder), "npm ci")
    })
}

/// Installs `.venv` from `requirements.txt`.
pub(super) fn python(folder: &Path) -> Result<(), String> {
    // A virtual environment works only with the Python that made it.
    let version = Command::new("python3").args(["-c", "import sys; print(sys.executable, sys.version)"]).ok();
    let version = version.map_err(|error| error.to_string())?.stdout;
    let stamp = version + &read_all(folder, &["requirements.txt"])?;
    once(folder, ".venv", &stamp, || {
        step(Command::new("python3").args(["-m", "venv", "--clear", ".venv"]).current_dir(folder), "python3 -m venv")?;
        // The list holds every package, so that all are pinned.
        let pip = ["-m", "pip", "install", "--no-deps", "--retries=1", "--quiet", "--disable-pip-version-check"];
        let pip = Command::new(python_path(folder)).args(pip).args(["-r", "requirements.txt"]).current_dir(folder);
        step(pip, "pip install")
    })
}

/// Returns the path of Python in the virtual environment.
pub(super) fn python_path(folder: &Path) -> PathBuf {
    folder.join(".venv").join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// Installs if the stamp differs, in one process at a time.
fn once(folder: &Path, into: &str, stamp: &str, install: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let failure = |error: io::Error| format!("{} cannot be installed into: {error}", folder.display());
    let lock = File::create(folder.join(".lock")).map_err(failure)?;
    lock.lock().map_err(failure)?;
    let target = folder.join(into);
    let path = target.join(STAMP);
    if fs::read_to_string(&path).is_ok_and(|found| found == stamp) {
        return Ok(());
    }
    // An incomplete installation has no stamp.
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failure(error)),
        _ => install()?,
    }
    fs::create_dir_all(&target).and_then(|()| fs::write(&path, stamp)).map_err(failure)
}

/// Runs a step with this process's environment, which may configure the registries.
fn step(run: Command, name: &str) -> Result<(), String> {
    let output = run.inherit_env().timeout(TIMEOUT).output().map_err(|error| error.to_string())?;
    if output.code == Some(0) {
        return Ok(());
    }
    let failures: Vec<&str> = output.stderr.lines().map(str::trim).filter(|line| is_about_failure(line)).collect();
    let failures = failures.join(" | ");
    Err(format!(
        "`{name}` failed; is its registry reachable? Its output: {}",
        failures.chars().take(600).collect::<String>()
    ))
}

/// Returns whether a line of npm or pip describes the failure.
fn is_about_failure(line: &str) -> bool {
    !line.is_empty() && !line.starts_with("npm warn") && !line.starts_with("WARNING: Retrying")
}

fn read_all(folder: &Path, names: &[&str]) -> Result<String, String> {
    let read = |name: &&str| {
        fs::read_to_string(folder.join(name)).map_err(|error| format!("`{name}` cannot be read: {error}"))
    };
    names.iter().map(read).collect()
}
