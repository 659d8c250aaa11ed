//! The error of a stream that breaks off.

use std::{error::Error as StdError, fmt, ops::Deref};

use crate::error::{Error, ErrorBody, Failure};

/// The error of a stream that breaks off, or of an item that cannot be decoded.
///
/// It dereferences to an [`Error`] with the stage, the status and the headers of the response, and converts to one with any error body.
pub struct StreamError(Error);

impl StreamError {
    pub(crate) fn new(failure: Failure) -> Self {
        Self(Error::of(failure, None))
    }
}

impl Deref for StreamError {
    type Target = Error;

    fn deref(&self) -> &Error {
        &self.0
    }
}

impl<E: ErrorBody> From<StreamError> for Error<E> {
    fn from(error: StreamError) -> Self {
        Self::from_failure(error.0.into_failure())
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StreamError").field(&self.0).finish()
    }
}

impl StdError for StreamError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}
