//! How a command ended.

use std::process::ExitCode;

/// How a command ended, as its exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Exit {
    /// 0: it is done.
    Success,
    /// 1: a file that is written, a port or the provider itself did not let it.
    LocalFailure,
    /// 2: the command was wrong: an option, a value, a file that is read, a missing credential.
    Usage,
    /// 3: the API said no.
    ApiError,
    /// 4: no answer came that could be read.
    NoResponse,
}

impl Exit {
    /// The exit code.
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
