//! The environment variables, streams and signals of a command line.

use std::{
    ffi::OsString,
    fmt,
    io::{self, ErrorKind, Read, Write},
    pin::Pin,
};

use endpoint_runtime::Content;

use crate::{escape, failure::Failure, json, stdin_content};

type Variables<'a> = Box<dyn Fn(&str) -> Option<OsString> + 'a>;
pub(crate) type Interrupt<'a> = Pin<Box<dyn Future<Output = io::Result<()>> + 'a>>;

/// The environment variables, streams and signals that a [`Cli`](crate::Cli) uses in place of the process's own.
pub struct Io<'a> {
    variables: Variables<'a>,
    pub(crate) stdin: &'a mut dyn Read,
    /// True if that is the process's own.
    is_process_stdin: bool,
    stdout: &'a mut dyn Write,
    stderr: &'a mut dyn Write,
    pub(crate) width: Option<usize>,
    interrupt: Option<Interrupt<'a>>,
}

impl<'a> Io<'a> {
    /// Uses these streams, no environment variables, no terminal width and no interruption.
    pub fn new(stdin: &'a mut dyn Read, stdout: &'a mut dyn Write, stderr: &'a mut dyn Write) -> Self {
        Self {
            variables: Box::new(|_| None),
            stdin,
            is_process_stdin: false,
            stdout,
            stderr,
            width: None,
            interrupt: None,
        }
    }

    /// Says that the standard input is the process's own, which is not locked.
    pub(crate) fn process_stdin(mut self) -> Self {
        self.is_process_stdin = true;
        self
    }

    /// Returns the bytes of the standard input. Those of the process's own are read while they are sent; another reader is read to its end.
    pub(crate) fn stdin_content(&mut self) -> Result<Content, String> {
        if self.is_process_stdin {
            return Ok(stdin_content::content(io::stdin()));
        }
        json::bytes(self.stdin).map(Content::from)
    }

    /// Sets the lookup of environment variables.
    #[must_use]
    pub fn variables(mut self, lookup: impl Fn(&str) -> Option<OsString> + 'a) -> Self {
        self.variables = Box::new(lookup);
        self
    }

    /// Sets the width of the terminal that the output goes to, in columns. Without a width, nothing is shortened to fit.
    #[must_use]
    pub fn width(mut self, columns: impl Into<Option<usize>>) -> Self {
        self.width = columns.into();
        self
    }

    /// Sets the future whose end stops `gateway` and `sandbox`. It is polled within a Tokio runtime.
    #[must_use]
    pub fn interrupt(mut self, interrupt: impl Future<Output = io::Result<()>> + 'a) -> Self {
        self.interrupt = Some(Box::pin(interrupt));
        self
    }

    /// Takes the future that was set, or one that never ends.
    pub(crate) fn take_interrupt(&mut self) -> Interrupt<'a> {
        self.interrupt.take().unwrap_or_else(|| Box::pin(std::future::pending()))
    }

    /// Returns an environment variable, or `None` if it is not set or empty.
    pub(crate) fn variable_os(&self, name: &str) -> Option<OsString> {
        (self.variables)(name).filter(|value| !value.is_empty())
    }

    /// Returns the text of an environment variable, or `None` if it is not set or empty.
    pub(crate) fn variable(&self, name: &str) -> Result<Option<String>, Failure> {
        match self.variable_os(name).map(OsString::into_string) {
            None => Ok(None),
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(_)) => Err(Failure::usage(format_args!("{name} is not Unicode; set it to Unicode text"))),
        }
    }

    /// Writes to the standard output and flushes it. A closed pipe is no failure: `list | head -1` succeeds.
    pub(crate) fn print(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.print_while_read(bytes).map(|_| ())
    }

    /// Writes like [`print`](Self::print). Returns false if the pipe is closed, so that nobody reads any more.
    pub(crate) fn print_while_read(&mut self, bytes: &[u8]) -> Result<bool, Failure> {
        let written = self.stdout.write_all(bytes).and_then(|()| self.stdout.flush());
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(Failure::output(&error)),
            Ok(()) => Ok(true),
        }
    }

    /// Writes one of many items to the standard output, and returns whether anybody still reads it.
    pub(crate) fn print_item(&mut self, bytes: &[u8]) -> Result<bool, Failure> {
        let written = self.stdout.write_all(bytes).and_then(|()| self.stdout.flush());
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(Failure::output(&error)),
            Ok(()) => Ok(true),
        }
    }

    /// Writes to the standard error, with characters escaped that a terminal would obey or hide. Failures are ignored: there
    /// is nowhere left to report them.
    pub(crate) fn eprint(&mut self, text: &str) {
        let _ = self.stderr.write_all(escape::lines(text).as_bytes()).and_then(|()| self.stderr.flush());
    }
}

/// Shows no environment variables.
impl fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Io").field("width", &self.width).finish_non_exhaustive()
    }
}
