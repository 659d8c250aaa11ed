//! Why a command did not end well.

use std::{fmt::Display, io};

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
        Self { exit: Exit::Failed, message: message.to_string() }
    }

    /// The standard output cannot be written.
    pub(crate) fn output(error: &io::Error) -> Self {
        Self::failed(format_args!("cannot write to the standard output: {error}"))
    }
}
