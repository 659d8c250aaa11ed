//! A command line that runs in this process.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    sync::mpsc::{self, Sender},
    thread,
};

use endpoint_cli::{Cli, Exit, Io};
use endpoint_test_support::scratch::Scratch;
use serde_json::Value;
use tokio::sync::oneshot;

use crate::fixture_provider::provider;

/// The environment variables of a credential.
pub(crate) const CREDENTIALS: [(&str, &str); 2] = [("ACME_KEY_ID", "key-1"), ("ACME_SECRET", "s3cret-key")];

/// A command to run, with its environment.
pub(crate) struct Run {
    args: Vec<String>,
    variables: BTreeMap<String, String>,
    stdin: String,
    width: Option<usize>,
}

/// The result of a command.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) exit: Exit,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Prepares a command whose arguments are separated by spaces.
pub(crate) fn acme(words: &str) -> Run {
    Run {
        args: words.split_whitespace().map(str::to_owned).collect(),
        variables: BTreeMap::new(),
        stdin: String::new(),
        width: None,
    }
}

impl Run {
    pub(crate) fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    pub(crate) fn env<'a>(mut self, variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.variables.extend(variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
        self
    }

    pub(crate) fn stdin(mut self, text: &impl ToString) -> Self {
        self.stdin = text.to_string();
        self
    }

    pub(crate) fn width(mut self, columns: usize) -> Self {
        self.width = Some(columns);
        self
    }

    /// Runs the command with the fixture provider.
    pub(crate) fn run(self) -> Outcome {
        let mut stdout = Vec::new();
        let (exit, stderr) = self.run_on(&mut stdout, std::future::pending());
        Outcome { exit, stdout: String::from_utf8(stdout).unwrap(), stderr }
    }

    /// Runs a command until it is interrupted. `visit` is called with the first text that the command prints, and the command
    /// is interrupted when it returns. It is not called if the command prints nothing.
    pub(crate) fn run_until_visited(self, visit: impl FnOnce(&str)) -> Outcome {
        let (printed, first) = mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        thread::scope(|scope| {
            let running = scope.spawn(move || {
                let mut stdout = Forwarded { printed, text: Vec::new() };
                let (exit, stderr) = self.run_on(&mut stdout, async {
                    // The sender is dropped, never used.
                    let _ = stopped.await;
                    Ok(())
                });
                Outcome { exit, stdout: String::from_utf8(stdout.text).unwrap(), stderr }
            });
            if let Ok(text) = first.recv() {
                visit(&text);
            }
            drop(stop);
            running.join().unwrap()
        })
    }

    fn run_on(self, stdout: &mut dyn Write, interrupt: impl Future<Output = io::Result<()>>) -> (Exit, String) {
        let (mut stdin, mut stderr) = (self.stdin.as_bytes(), Vec::new());
        let io = Io::new(&mut stdin, stdout, &mut stderr)
            .variables(|name| self.variables.get(name).map(Into::into))
            .width(self.width)
            .interrupt(interrupt);
        let exit = Cli::new(provider()).run(self.args, io);
        (exit, String::from_utf8(stderr).unwrap())
    }

    /// Runs the command, and returns its standard output. It has to succeed with an empty standard error.
    pub(crate) fn done(self) -> String {
        let outcome = self.run();
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Success, ""));
        outcome.stdout
    }

    /// Runs the command as `done` does, and parses its standard output as JSON.
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.done()).unwrap()
    }

    /// Runs the command, and returns its error message. It has to fail with `Exit::Usage` and an empty standard output.
    pub(crate) fn usage(self) -> String {
        let outcome = self.run();
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (Exit::Usage, ""), "{}", outcome.stderr);
        outcome.stderr
    }
}

/// An output that is recorded, and forwarded to another thread.
struct Forwarded {
    printed: Sender<String>,
    text: Vec<u8>,
}

impl Write for Forwarded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend(bytes);
        // The receiver is gone after the first text.
        let _ = self.printed.send(String::from_utf8(bytes.to_vec()).unwrap());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a file with a mode.
pub(crate) fn write_with_mode(scratch: &Scratch, name: &str, text: &str, mode: u32) -> PathBuf {
    let path = scratch.write(name, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    path
}
