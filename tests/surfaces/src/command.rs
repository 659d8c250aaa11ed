//! Running a program to its end, within a time.

use std::{
    ffi::{OsStr, OsString},
    io::{self, Read, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

/// How long a program may take unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(120);

/// How long what a program left running may go on printing.
const GRACE: Duration = Duration::from_secs(2);

/// How much of each output is read.
const LIMIT: u64 = 64 << 20;

/// What a program has of this process's environment: where things are, and nothing that a test might set or that would
/// send a request elsewhere, such as credentials and proxies.
const KEPT: [&str; 10] = [
    "PATH",
    "HOME",
    "TMPDIR",
    "USER",
    "SYSTEMROOT",
    "CARGO_HOME",
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "GOPATH",
    "GOROOT",
];

/// A program to be run, in an environment of its own.
#[derive(Debug)]
#[must_use]
pub struct Run {
    program: PathBuf,
    command: Command,
    stdin: Vec<u8>,
    timeout: Duration,
}

/// What a program left behind.
#[derive(Clone, Debug)]
pub struct Output {
    /// The exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// The standard output, invalid UTF-8 replaced.
    pub stdout: String,
    /// The standard error, invalid UTF-8 replaced.
    pub stderr: String,
}

/// Why a program has no output, or none that counts.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It did not start.
    #[error("`{}` did not start: {source}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It took too long and was ended.
    #[error("`{}` was ended after {after:?}", program.display())]
    Timeout {
        /// The program.
        program: PathBuf,
        /// The time that it had.
        after: Duration,
    },
    /// It ended otherwise than by 0.
    #[error("`{}` failed with {:?}\n{}{}", program.display(), output.code, output.stdout, output.stderr)]
    Failed {
        /// The program.
        program: PathBuf,
        /// What it left behind.
        output: Output,
    },
}

impl Run {
    /// Prepares a program, by its path or by its name on `PATH`.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let program = PathBuf::from(program.as_ref());
        let mut command = Command::new(&program);
        command.env_clear().envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        Self { program, command, stdin: Vec::new(), timeout: TIMEOUT }
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets environment variables.
    pub fn envs<N: AsRef<OsStr>, V: AsRef<OsStr>>(mut self, variables: impl IntoIterator<Item = (N, V)>) -> Self {
        self.command.envs(variables);
        self
    }

    /// Hands this process's whole environment on.
    pub fn inherit(self) -> Self {
        self.envs(std::env::vars_os())
    }

    /// Runs it in this folder.
    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Hands it a standard input, which is empty otherwise.
    pub fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.stdin = input.into();
        self
    }

    /// How long it may take: two minutes unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Runs it to its end.
    ///
    /// # Errors
    /// That it did not start, or was ended since it took too long. An exit code other than 0 is none.
    pub fn output(self) -> Result<Output, RunError> {
        let (program, timeout, stdin) = (self.program.clone(), self.timeout, self.stdin.clone());
        let mut child = self.spawn()?;
        feed(&mut child, stdin);
        let stdout = read(child.stdout.take());
        let stderr = read(child.stderr.take());
        let group = child.id();
        let (ended, end) = mpsc::channel();
        thread::spawn(move || ended.send(child.wait()));
        let Ok(status) = end.recv_timeout(timeout) else {
            kill(group);
            return Err(RunError::Timeout { program, after: timeout });
        };
        let status = status.map_err(|source| RunError::Start { program, source })?;
        Ok(Output { code: status.code(), stdout: text(&stdout, group), stderr: text(&stderr, group) })
    }

    /// Runs it to its end, which has to be 0.
    ///
    /// # Errors
    /// Those of [`output`](Self::output), and any other exit code, with all that was printed.
    pub fn ok(self) -> Result<Output, RunError> {
        let program = self.program.clone();
        let output = self.output()?;
        if output.code == Some(0) { Ok(output) } else { Err(RunError::Failed { program, output }) }
    }

    /// Starts it and leaves it running until the value is dropped.
    ///
    /// # Errors
    /// That it did not start.
    pub fn start(self) -> Result<Running, RunError> {
        let stdin = self.stdin.clone();
        let mut child = self.spawn()?;
        feed(&mut child, stdin);
        let (sender, lines) = mpsc::channel();
        for output in [child.stdout.take().map(boxed), child.stderr.take().map(boxed)].into_iter().flatten() {
            let sender = sender.clone();
            thread::spawn(move || {
                let lines = io::BufRead::lines(io::BufReader::new(output));
                lines.map_while(Result::ok).try_for_each(|line| sender.send(line))
            });
        }
        let group = child.id();
        thread::spawn(move || child.wait());
        Ok(Running { lines, group })
    }

    /// Starts it and leaves it, its inputs and its outputs to the caller.
    ///
    /// # Errors
    /// That it did not start.
    pub fn child(self) -> Result<Child, RunError> {
        self.spawn()
    }

    fn spawn(mut self) -> Result<Child, RunError> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut self.command, 0);
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        self.command.spawn().map_err(|source| RunError::Start { program: self.program, source })
    }
}

/// A program that runs until this is dropped.
#[derive(Debug)]
pub struct Running {
    lines: Receiver<String>,
    group: u32,
}

impl Running {
    /// The next line that it prints, to either output; `None` when it prints none within the time.
    #[must_use]
    pub fn line(&self, within: Duration) -> Option<String> {
        self.lines.recv_timeout(within).ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        kill(self.group);
    }
}

/// Ends a process and all that it started.
fn kill(group: u32) {
    let mut kill = if cfg!(unix) {
        let mut kill = Command::new("/bin/sh");
        kill.args(["-c", &format!("kill -KILL -- -{group}")]);
        kill
    } else {
        let mut kill = Command::new("taskkill");
        kill.args(["/T", "/F", "/PID", &group.to_string()]);
        kill
    };
    // It fails when nothing is left, which is all that is wanted.
    let _ = kill.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

fn feed(child: &mut Child, input: Vec<u8>) {
    if let Some(mut stdin) = child.stdin.take() {
        // A program that reads nothing closes its end, which is no mistake.
        thread::spawn(move || stdin.write_all(&input).ok());
    }
}

fn boxed(pipe: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(pipe)
}

fn read(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What was read before a failure still counts.
            let _ = pipe.take(LIMIT).read_to_end(&mut bytes);
        }
        sender.send(bytes)
    });
    receiver
}

/// What was printed. What the program started and left running holds the pipe open, and is ended.
fn text(bytes: &Receiver<Vec<u8>>, group: u32) -> String {
    let bytes = bytes.recv_timeout(GRACE).or_else(|_| {
        kill(group);
        bytes.recv_timeout(GRACE)
    });
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}

/// The path of a program on `PATH`.
#[must_use]
pub fn which(program: &str) -> Option<PathBuf> {
    let paths: OsString = std::env::var_os("PATH")?;
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&paths).map(|folder| folder.join(&name)).find(|path| path.is_file())
}
