//! The failure of a command.

use std::{error::Error, fmt::Display, io};

use crate::exit::Exit;

/// The message for the standard error, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// The message without `error: ` in front. It never holds a secret.
    pub(crate) message: String,
}

impl Failure {
    /// Creates a failure of wrong usage.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self { exit: Exit::Usage, message: message.to_string() }
    }

    /// Creates a local failure.
    pub(crate) fn local(message: impl Display) -> Self {
        Self { exit: Exit::LocalFailure, message: message.to_string() }
    }

    /// Creates a local failure from an error and its causes.
    pub(crate) fn from_error(error: &(dyn Error + 'static)) -> Self {
        Self::local(error_chain(error))
    }

    /// Creates the failure of an output that cannot be written.
    pub(crate) fn output(error: &io::Error) -> Self {
        Self::local(format_args!("cannot write to the standard output: {error}"))
    }
}

/// Joins the messages of the error and of its causes.
pub(crate) fn error_chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(this) = cause {
        text = format!("{text}: {this}");
        cause = this.source();
    }
    text
}
