//! A running program.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use super::{CommandError, Lines, Output};

/// The time that the descendants of a program may go on printing after its end.
const GRACE: Duration = Duration::from_secs(2);

/// A running program. It is killed, with all that it started, when this is dropped.
#[derive(Debug)]
pub struct Process {
    /// The standard output.
    pub stdout: Lines,
    /// The standard error.
    pub stderr: Lines,
    exit: Receiver<io::Result<ExitStatus>>,
    has_exited: bool,
    id: u32,
    program: PathBuf,
    timeout: Duration,
}

impl Process {
    pub(super) fn new(mut child: Child, stdin: Vec<u8>, program: PathBuf, timeout: Duration) -> Self {
        if let Some(mut pipe) = child.stdin.take() {
            // A program that reads nothing closes its end, which is no mistake.
            thread::spawn(move || pipe.write_all(&stdin).ok());
        }
        let (stdout, stderr) = (Lines::new(child.stdout.take(), timeout), Lines::new(child.stderr.take(), timeout));
        let id = child.id();
        let (sender, exit) = mpsc::channel();
        thread::spawn(move || sender.send(child.wait()));
        Self { stdout, stderr, exit, has_exited: false, id, program, timeout }
    }

    /// Sends a signal, named without `SIG`.
    ///
    /// # Errors
    /// The program has ended, or the signal does not exist.
    pub fn signal(&self, signal: &str) -> Result<(), CommandError> {
        kill(signal, &self.id.to_string()).map_err(|reason| CommandError::Signal { signal: signal.to_owned(), reason })
    }

    /// Waits for the program's end, and returns its exit code and all that it printed since its start.
    ///
    /// # Errors
    /// The program took too long, and was killed.
    pub fn wait(mut self) -> Result<Output, CommandError> {
        let Ok(status) = self.exit.recv_timeout(self.timeout) else {
            return Err(CommandError::Timeout { program: self.program.clone(), after: self.timeout });
        };
        self.has_exited = true;
        let status = status.map_err(|source| CommandError::Start { program: self.program.clone(), source })?;
        let stdout = all(&mut self.stdout, self.id);
        let stderr = all(&mut self.stderr, self.id);
        Ok(Output { code: status.code(), stdout, stderr })
    }

    /// Asks the program to stop, by the signal `TERM`, and waits for its end.
    ///
    /// # Errors
    /// The program had ended before, or took too long to stop.
    pub fn stop(self) -> Result<Output, CommandError> {
        self.signal("TERM")?;
        self.wait()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !self.has_exited {
            kill_group(self.id);
        }
    }
}

/// Reads an output to its end. A descendant that holds the pipe open after the program's end is killed.
fn all(lines: &mut Lines, id: u32) -> String {
    if !lines.read_to_end(GRACE) {
        kill_group(id);
        lines.read_to_end(GRACE);
    }
    lines.take_text()
}

/// Kills a program and all that it started, of which nothing may be left.
fn kill_group(id: u32) {
    let _ = if cfg!(unix) {
        kill("KILL", &format!("-{id}"))
    } else {
        run(Command::new("taskkill").args(["/T", "/F", "/PID", &id.to_string()]))
    };
}

fn kill(signal: &str, target: &str) -> Result<(), String> {
    // The shell's own `kill` is there even where no program is on `PATH`.
    run(Command::new("/bin/sh").args(["-c", "kill -s \"$0\" -- \"$1\"", signal, target]))
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
