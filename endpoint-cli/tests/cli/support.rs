//! Running a command line without a process.

use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt, path::PathBuf};

use endpoint_cli::{Cli, Exit, Surroundings};
use endpoint_test_support::scratch::Scratch;
use serde_json::Value;

use crate::things::provider;

/// The variables without which no call is made, and where a call goes.
pub(crate) const CREDENTIALS: [(&str, &str); 2] = [("ACME_KEY_ID", "key-1"), ("ACME_SECRET", "s3cret-key")];

/// A command to be run, and what it finds around it.
pub(crate) struct Run {
    args: Vec<String>,
    variables: BTreeMap<String, String>,
    stdin: String,
    width: Option<usize>,
}

/// What a command left behind.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) exit: Exit,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Prepares a command: words by their blanks.
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
        let (mut stdin, mut stdout, mut stderr) = (self.stdin.as_bytes(), Vec::new(), Vec::new());
        let surroundings = Surroundings::new(&mut stdin, &mut stdout, &mut stderr)
            .variables(|name| self.variables.get(name).map(Into::into))
            .width(self.width);
        let exit = Cli::new(provider()).run(self.args, surroundings);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Outcome { exit, stdout: text(stdout), stderr: text(stderr) }
    }

    /// Its standard output, where it is done and says nothing else.
    pub(crate) fn done(self) -> String {
        let outcome = self.run();
        assert_eq!((outcome.exit, outcome.stderr.as_str()), (Exit::Done, ""));
        outcome.stdout
    }

    /// Its standard output as JSON.
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.done()).unwrap()
    }

    /// What it says, where it was called wrongly and prints nothing.
    pub(crate) fn usage(self) -> String {
        let outcome = self.run();
        assert_eq!((outcome.exit, outcome.stdout.as_str()), (Exit::Usage, ""), "{}", outcome.stderr);
        outcome.stderr
    }
}

/// Writes a file that only its owner may read, or of this mode.
pub(crate) fn private(scratch: &Scratch, name: &str, text: &str, mode: u32) -> PathBuf {
    let path = scratch.write(name, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    path
}
