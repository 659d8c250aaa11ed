//! The result of a command.

use std::process::ExitCode;

/// The result of a command, as its exit code reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Exit {
    /// 0: the command succeeded.
    Success,
    /// 1: a local failure: a file that is written, a port, or the provider's definition.
    LocalFailure,
    /// 2: wrong usage: an option, a value, a file that is read, or a missing credential.
    Usage,
    /// 3: the API answered with an error.
    ApiError,
    /// 4: no response, or one that cannot be read.
    NoResponse,
}

impl Exit {
    /// Returns the exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::LocalFailure => 1,
            Self::Usage => 2,
            Self::ApiError => 3,
            Self::NoResponse => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
