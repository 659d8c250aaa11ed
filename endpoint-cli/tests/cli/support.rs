//! Runs a command line without a process.

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

use crate::things::provider;

/// The variables of a credential.
pub(crate) const CREDENTIALS: [(&str, &str); 2] = [("ACME_KEY_ID", "key-1"), ("ACME_SECRET", "s3cret-key")];

/// A command to be run, with its environment.
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

/// Prepares a command of words that spaces separate.
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

    /// Runs it with the provider of the tests.
    pub(crate) fn run(self) -> Outcome {
        let mut stdout = Vec::new();
        let (exit, stderr) = self.run_on(&mut stdout, std::future::pending());
        Outcome { exit, stdout: String::from_utf8(stdout).unwrap(), stderr }
    }

    /// Runs a command that ends when it is interrupted. `visit` gets what it prints first, and interrupts it by returning;
    /// it is not called where the command ends before it prints.
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

    /// Runs it, and returns its standard output. It has to succeed and print nothing else.
    pub(crate) fn done(self) -> String {
        let outcome = self.run();
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Success, ""));
        outcome.stdout
    }

    /// Runs it, and returns its standard output as JSON.
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.done()).unwrap()
    }

    /// Runs it, and returns its message. It has to fail for wrong usage and print nothing else.
    pub(crate) fn usage(self) -> String {
        let outcome = self.run();
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (Exit::Usage, ""), "{}", outcome.stderr);
        outcome.stderr
    }
}

/// An output that is kept, and forwarded to another thread.
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

/// Writes a file with this mode.
pub(crate) fn private(scratch: &Scratch, name: &str, text: &str, mode: u32) -> PathBuf {
    let path = scratch.write(name, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    path
}
