//! Why a command did not end well.

use std::{error::Error, fmt::Display, io};

use crate::exit::Exit;

/// What is said on the standard error, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    /// Without `error: ` in front. It never holds a secret.
    pub(crate) message: String,
}

impl Failure {
    /// The command was wrong.
    pub(crate) fn usage(message: impl Display) -> Self {
        Self { exit: Exit::Usage, message: message.to_string() }
    }

    /// Something in this machine did not let it.
    pub(crate) fn failed(message: impl Display) -> Self {
        Self { exit: Exit::LocalFailure, message: message.to_string() }
    }

    /// A failure in this machine, with its causes.
    pub(crate) fn from_error(error: &(dyn Error + 'static)) -> Self {
        Self::failed(error_chain(error))
    }

    /// The standard output cannot be written.
    pub(crate) fn output(error: &io::Error) -> Self {
        Self::failed(format_args!("cannot write to the standard output: {error}"))
    }
}

/// Writes the error and its causes.
pub(crate) fn error_chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(this) = cause {
        text = format!("{text}: {this}");
        cause = this.source();
    }
    text
}
