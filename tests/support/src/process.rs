//! Child processes: started in an environment of their own, read line by line, waited for, stopped.
//!
//! ```no_run
//! # fn test() -> Result<(), endpoint_test_support::process::CommandError> {
//! use endpoint_test_support::process::Command;
//!
//! let mut server = Command::new("server").args(["--port", "0"]).start()?;
//! let url = server.stdout.next_line()?;
//! server.signal("TERM")?;
//! assert_eq!(server.wait()?.code, Some(0));
//! # Ok(()) }
//! ```

mod lines;
mod running;

use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    time::Duration,
};

pub use lines::Lines;
pub use running::Process;

/// The time that a program has, unless the test sets another.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The environment variables that a program inherits: locations, and the toolchain. A test may set any other; credentials and
/// proxies of this process never reach a program.
const INHERITED: [&str; 11] = [
    "PATH",
    "HOME",
    "TMPDIR",
    "USER",
    "SYSTEMROOT",
    "CARGO_HOME",
    "RUSTUP_HOME",
    // Without it, rustup may change the installed toolchain.
    "RUSTUP_AUTO_INSTALL",
    "RUSTUP_TOOLCHAIN",
    "GOPATH",
    "GOROOT",
];

/// A program to run, with its arguments, environment, input and timeout.
#[derive(Debug)]
#[must_use]
pub struct Command {
    program: PathBuf,
    inner: std::process::Command,
    stdin: Input,
    timeout: Duration,
}

#[derive(Debug)]
enum Input {
    Bytes(Vec<u8>),
    Handle(Stdio),
}

/// The exit code and all that a program printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The exit code; `None` if a signal ended the program.
    pub code: Option<i32>,
    /// The standard output, invalid UTF-8 replaced.
    pub stdout: String,
    /// The standard error, invalid UTF-8 replaced.
    pub stderr: String,
}

/// A program that did not start, took too long, or failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The program did not start, or cannot be waited for.
    #[error("`{}` did not start: {source}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The program took too long, and was killed.
    #[error("`{}` was ended after {after:?}", program.display())]
    Timeout {
        /// The program.
        program: PathBuf,
        /// The timeout.
        after: Duration,
    },
    /// The exit code is not 0.
    #[error("`{}` failed with {:?}\n{}{}", program.display(), output.code, output.stdout, output.stderr)]
    Failed {
        /// The program.
        program: PathBuf,
        /// Its output.
        output: Output,
    },
    /// The program ended, or stayed silent, without having printed the expected text.
    #[error("{expected} was not printed; until then it was:\n{printed}")]
    NotPrinted {
        /// A description of the expected text.
        expected: String,
        /// The output up to then.
        printed: String,
    },
    /// The signal could not be sent.
    #[error("the signal {signal} was not sent: {reason}")]
    Signal {
        /// The signal's name.
        signal: String,
        /// The reason.
        reason: String,
    },
}

impl Command {
    /// Prepares a program, named by its path or by its name on `PATH`.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let program = PathBuf::from(program.as_ref());
        let mut inner = std::process::Command::new(&program);
        inner.env_clear().envs(INHERITED.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        Self { program, inner, stdin: Input::Bytes(Vec::new()), timeout: TIMEOUT }
    }

    /// Prepares the executable of the running test.
    ///
    /// # Errors
    /// The system does not know its path.
    pub fn current_exe() -> io::Result<Self> {
        std::env::current_exe().map(Self::new)
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.inner.arg(arg);
        self
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.inner.args(args);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.inner.env(name, value);
        self
    }

    /// Sets environment variables.
    pub fn envs<N: AsRef<OsStr>, V: AsRef<OsStr>>(mut self, variables: impl IntoIterator<Item = (N, V)>) -> Self {
        self.inner.envs(variables);
        self
    }

    /// Passes on this process's whole environment.
    pub fn inherit_env(self) -> Self {
        self.envs(std::env::vars_os())
    }

    /// Runs the program in this folder.
    pub fn current_dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.inner.current_dir(dir);
        self
    }

    /// Sets the standard input, which is empty otherwise.
    pub fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.stdin = Input::Bytes(input.into());
        self
    }

    /// Uses a file or a socket as the standard input.
    pub fn stdin_from(mut self, handle: impl Into<Stdio>) -> Self {
        self.stdin = Input::Handle(handle.into());
        self
    }

    /// Sets the time that the program has, and that each wait for a line of its output takes at most; two minutes by
    /// default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Runs the program to its end.
    ///
    /// # Errors
    /// The program did not start, or was killed because it took too long. Any exit code is fine.
    pub fn output(self) -> Result<Output, CommandError> {
        self.start()?.wait()
    }

    /// Runs the program to its end, and requires the exit code 0.
    ///
    /// # Errors
    /// Those of [`output`](Self::output), and any other exit code, with all that was printed.
    pub fn ok(self) -> Result<Output, CommandError> {
        let program = self.program.clone();
        let output = self.output()?;
        if output.code == Some(0) { Ok(output) } else { Err(CommandError::Failed { program, output }) }
    }

    /// Starts the program. It is killed when the returned value is dropped.
    ///
    /// # Errors
    /// The program did not start.
    pub fn start(mut self) -> Result<Process, CommandError> {
        let (program, timeout) = (self.program.clone(), self.timeout);
        let stdin = match std::mem::replace(&mut self.stdin, Input::Bytes(Vec::new())) {
            Input::Bytes(bytes) => bytes,
            Input::Handle(handle) => {
                self.inner.stdin(handle);
                return Ok(Process::new(self.spawn_with_outputs()?, Vec::new(), program, timeout));
            }
        };
        Ok(Process::new(self.spawn()?, stdin, program, timeout))
    }

    /// Starts the program and leaves its input and outputs, which are pipes, to the caller.
    ///
    /// # Errors
    /// The program did not start.
    pub fn spawn(mut self) -> Result<Child, CommandError> {
        self.inner.stdin(Stdio::piped());
        self.spawn_with_outputs()
    }

    fn spawn_with_outputs(mut self) -> Result<Child, CommandError> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut self.inner, 0);
        self.inner.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.inner.spawn().map_err(|source| CommandError::Start { program: self.program, source })
    }
}

/// Finds a program on `PATH`.
#[must_use]
pub fn which(program: &str) -> Option<PathBuf> {
    let paths: OsString = std::env::var_os("PATH")?;
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&paths).map(|folder| folder.join(&name)).find(|path| path.is_file())
}
