//! Cassettes: files of recorded calls without secrets, which are replayed without a network. Feature `cassette`.
//!
//! A test is recorded once against the real API, and its cassette is committed beside it. From then on the test needs neither the network
//! nor a credential.
//!
//! ```no_run
//! use endpoint_runtime::{Client, auth::Bearer, cassette::Cassette};
//!
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder()
//!     .base_url("https://api.example.com")
//!     .auth(Bearer::new(std::env::var("EXAMPLE_TOKEN").unwrap_or_default()))
//!     // Replays the file. `ENDPOINT_CASSETTE=record cargo test` writes it.
//!     .cassette(Cassette::open("tests/cassettes/invite.json")?)
//!     .build()?;
//! # Ok(()) }
//! ```
//!
//! # The file
//!
//! It is JSON, indented, so that a change of it can be reviewed: of each attempt of a call the operation, the method, the path with the query,
//! the headers of the endpoint and the body; and the status, the headers and the body of the response. A body is JSON, text or base64. JSON is
//! kept by its value, so that its white space is lost.
//!
//! # Secrets
//!
//! A secret is replaced by `[redacted]` before anything is written:
//!
//! * The credential is not recorded: of a request, the file has only what the endpoint declares.
//! * Each argument with `#[sensitive]`, wherever it is sent, and each `#[sensitive]` field of an object in a body.
//! * `Set-Cookie`, and each `#[sensitive]` field of an object in the response's or the error's
//!   body: a text becomes `[redacted]`, a number `0`, a boolean `false`.
//! * The texts of all of these wherever else the response has them, if they are at least four bytes long.
//!
//! A response whose secrets are not known is not recorded, and the call fails: one that cannot be decoded, that of a call by data or of
//! [`Client::execute`](crate::Client::execute), server-sent events and lines of JSON. Types that derive serde's traits have no `#[sensitive]` fields:
//! read a cassette before it is committed.
//!
//! # Replaying
//!
//! A call is answered by the first entry with its operation, method, path, query, headers and body, without their secrets, and each entry answers once.
//! So a test may use any credential and any tokens. A made idempotency key, the client's default headers and the headers of one call are not
//! compared, nor is a body that is a stream. No credential is fetched. A sensitive text that its type reads in one form only, such as
//! a UUID, cannot be replayed.

mod entry;
mod error;
mod redaction;
mod tape;

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

pub(crate) use entry::{Entry, RequestEntry};
pub use error::{CassetteError, NearestEntry};
pub(crate) use redaction::{mask_value, redacted_response};
use tape::Tape;

/// The environment variable that sets the mode of cassettes: `replay`, `record` or `replay-or-record`.
pub const CASSETTE_VARIABLE: &str = "ENDPOINT_CASSETTE";

/// The way in which a [`Cassette`] is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CassetteMode {
    /// Answers calls from the file. A call that is not there fails, and nothing is sent.
    Replay,
    /// Sends all calls, and replaces the file.
    Record,
    /// Answers calls from the file, sends those that are not there, and adds them to it.
    ReplayOrRecord,
}

impl CassetteMode {
    /// Returns the mode of the environment variable [`CASSETTE_VARIABLE`], or [`Replay`](Self::Replay) without it.
    ///
    /// # Errors
    /// The variable has another value.
    pub fn from_env() -> Result<Self, CassetteError> {
        Self::of(std::env::var_os(CASSETTE_VARIABLE).map(|value| value.to_string_lossy().into_owned()).as_deref())
    }

    fn of(value: Option<&str>) -> Result<Self, CassetteError> {
        match value {
            None | Some("" | "replay") => Ok(Self::Replay),
            Some("record") => Ok(Self::Record),
            Some("replay-or-record") => Ok(Self::ReplayOrRecord),
            Some(other) => Err(CassetteError::Mode { value: other.to_owned() }),
        }
    }
}

/// A file of recorded calls. Clones share it.
///
/// It holds up to 1,000 entries and 64 MiB. A recorded entry is written at once; a file that cannot be written fails the call.
#[derive(Clone)]
pub struct Cassette(Arc<Shared>);

struct Shared {
    path: PathBuf,
    mode: CassetteMode,
    tape: Mutex<Tape>,
}

impl Cassette {
    /// Opens a cassette in the mode of the environment, see [`CassetteMode::from_env`].
    ///
    /// # Errors
    /// See [`with_mode`](Self::with_mode); or the variable has another value.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, CassetteError> {
        Self::with_mode(path, CassetteMode::from_env()?)
    }

    /// Opens a cassette in a mode. To be recorded, the file need not be there.
    ///
    /// # Errors
    /// The file cannot be read, or an entry of it is invalid.
    pub fn with_mode(path: impl Into<PathBuf>, mode: CassetteMode) -> Result<Self, CassetteError> {
        let path = path.into();
        let tape = match mode {
            CassetteMode::Replay => Tape::read(&path)?,
            CassetteMode::ReplayOrRecord if path.exists() => Tape::read(&path)?,
            CassetteMode::Record | CassetteMode::ReplayOrRecord => Tape::default(),
        };
        Ok(Self(Arc::new(Shared { path, mode, tape: Mutex::new(tape) })))
    }

    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Returns the mode.
    #[must_use]
    pub fn mode(&self) -> CassetteMode {
        self.0.mode
    }

    /// Returns the number of entries that answered no call yet. A test that asserts that it is zero notices a call that is not made
    /// any more.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.tape().remaining()
    }

    /// Returns the recorded response to a request; `None` if the request is to be sent.
    pub(crate) fn replay(&self, request: &RequestEntry) -> Result<Option<http::Response<bytes::Bytes>>, CassetteError> {
        if self.0.mode == CassetteMode::Record {
            return Ok(None);
        }
        match self.tape().take(request) {
            Ok(response) => response.to_response(self.path()).map(Some),
            Err(_) if self.0.mode == CassetteMode::ReplayOrRecord => Ok(None),
            Err(nearest) => Err(CassetteError::Missing {
                path: self.0.path.clone(),
                operation: request.operation.clone(),
                request: request.line(),
                nearest,
            }),
        }
    }

    /// Adds an entry, and writes the file.
    pub(crate) fn record(&self, entry: Entry) -> Result<(), CassetteError> {
        self.tape().add(entry, &self.0.path)
    }

    fn tape(&self) -> std::sync::MutexGuard<'_, Tape> {
        self.0.tape.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Cassette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cassette").field("path", &self.0.path).field("mode", &self.0.mode).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_sets_the_mode() {
        assert_eq!(CassetteMode::of(None).unwrap(), CassetteMode::Replay);
        assert_eq!(CassetteMode::of(Some("record")).unwrap(), CassetteMode::Record);
        assert_eq!(CassetteMode::of(Some("replay-or-record")).unwrap(), CassetteMode::ReplayOrRecord);
        let error = CassetteMode::of(Some("rec")).unwrap_err().to_string();
        assert_eq!(
            error,
            "the environment variable ENDPOINT_CASSETTE is `rec`; set it to `replay`, `record` or `replay-or-record`"
        );
    }
}
