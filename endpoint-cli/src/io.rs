//! What a command line has of its process, so that it can be run without one.

use std::{
    ffi::OsString,
    fmt,
    io::{self, ErrorKind, Read, Write},
    pin::Pin,
};

use crate::{escape, failure::Failure};

type Variables<'a> = Box<dyn Fn(&str) -> Option<OsString> + 'a>;
pub(crate) type Interrupt<'a> = Pin<Box<dyn Future<Output = io::Result<()>> + 'a>>;

/// The environment, the streams and the signals that a [`Cli`](crate::Cli) works with.
pub struct Io<'a> {
    variables: Variables<'a>,
    pub(crate) stdin: &'a mut dyn Read,
    stdout: &'a mut dyn Write,
    stderr: &'a mut dyn Write,
    pub(crate) width: Option<usize>,
    interrupt: Option<Interrupt<'a>>,
}

impl<'a> Io<'a> {
    /// These streams, no environment variable, no terminal, and nothing that interrupts.
    pub fn new(stdin: &'a mut dyn Read, stdout: &'a mut dyn Write, stderr: &'a mut dyn Write) -> Self {
        Self { variables: Box::new(|_| None), stdin, stdout, stderr, width: None, interrupt: None }
    }

    /// Where environment variables are looked up.
    #[must_use]
    pub fn variables(mut self, lookup: impl Fn(&str) -> Option<OsString> + 'a) -> Self {
        self.variables = Box::new(lookup);
        self
    }

    /// How many columns the terminal has that the output goes to; without one, nothing is cut to fit.
    #[must_use]
    pub fn width(mut self, columns: impl Into<Option<usize>>) -> Self {
        self.width = columns.into();
        self
    }

    /// Ends when what runs until it is interrupted has to stop. It is polled within a Tokio runtime.
    #[must_use]
    pub fn interrupt(mut self, interrupt: impl Future<Output = io::Result<()>> + 'a) -> Self {
        self.interrupt = Some(Box::pin(interrupt));
        self
    }

    pub(crate) fn take_interrupt(&mut self) -> Interrupt<'a> {
        self.interrupt.take().unwrap_or_else(|| Box::pin(std::future::pending()))
    }

    /// The variable as it is; `None` where it is not set or empty.
    pub(crate) fn variable_os(&self, name: &str) -> Option<OsString> {
        (self.variables)(name).filter(|value| !value.is_empty())
    }

    /// The variable's text; `None` where it is not set or empty.
    pub(crate) fn variable(&self, name: &str) -> Result<Option<String>, Failure> {
        match self.variable_os(name).map(OsString::into_string) {
            None => Ok(None),
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(_)) => Err(Failure::usage(format_args!("{name} is not Unicode; set it anew"))),
        }
    }

    /// Writes to the standard output at once. That nobody reads it any more is no failure: `list | head -1` is done then.
    pub(crate) fn print(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.stdout.write_all(bytes).and_then(|()| self.stdout.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::output(&error)),
            _ => Ok(()),
        }
    }

    /// Writes to the standard error, with what would be hidden on a terminal escaped. Where that fails there is nowhere
    /// left to say so.
    pub(crate) fn eprint(&mut self, text: &str) {
        let _ = self.stderr.write_all(escape::lines(text).as_bytes()).and_then(|()| self.stderr.flush());
    }
}

/// Shows no variable.
impl fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Io").field("width", &self.width).finish_non_exhaustive()
    }
}
