//! The errors of cassettes.

use std::{fmt, io, path::PathBuf};

/// An error of a [`Cassette`](super::Cassette). It holds no secret: requests are named without theirs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CassetteError {
    /// The environment variable has another value.
    #[error(
        "the environment variable ENDPOINT_CASSETTE is `{value}`; set it to `replay`, `record` or `replay-or-record`"
    )]
    Mode {
        /// The value.
        value: String,
    },
    /// The file cannot be read.
    #[error(
        "the cassette {} cannot be read ({source}); record it with ENDPOINT_CASSETTE=record", path.display()
    )]
    Read {
        /// The path of the file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("the cassette {} cannot be written ({source}); choose a path in a folder that the test may write to", path.display())]
    Write {
        /// The path of the file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The file, or an entry of it, is no part of a cassette.
    #[error(
        "{} of the cassette {} is invalid ({problem}); correct it, or record it again with ENDPOINT_CASSETTE=record",
        EntryName(*entry), path.display()
    )]
    Invalid {
        /// The path of the file.
        path: PathBuf,
        /// The position of the entry, from 1; `None` for the file as a whole.
        entry: Option<usize>,
        /// The problem.
        problem: String,
    },
    /// The file has no entry for a call.
    #[error(
        "the cassette {} has no entry left for `{operation}` ({request}); {}record it again with ENDPOINT_CASSETTE=record",
        path.display(), NearestText(nearest.as_ref())
    )]
    Missing {
        /// The path of the file.
        path: PathBuf,
        /// The operation of the call.
        operation: String,
        /// The method, the path and the query, without secrets.
        request: String,
        /// The entry that is most like the call.
        nearest: Option<NearestEntry>,
    },
    /// The file has the most entries that a cassette may have.
    #[error("the cassette {} has {limit} entries, and holds no more; use a cassette for each test", path.display())]
    Full {
        /// The path of the file.
        path: PathBuf,
        /// The limit.
        limit: usize,
    },
    /// A response cannot be recorded, since its secrets are not known.
    #[error("the response of `{operation}` is not recorded in the cassette {}: {reason}", path.display())]
    NotRecorded {
        /// The path of the file.
        path: PathBuf,
        /// The operation of the call.
        operation: String,
        /// The reason, and the cure.
        reason: &'static str,
    },
}

/// The entry of a cassette that is most like a call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NearestEntry {
    /// Its position in the file, from 1.
    pub position: usize,
    /// The parts in which it differs, such as "the body"; empty if it answered a call before.
    pub differences: Vec<String>,
}

struct EntryName(Option<usize>);

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(position) => write!(f, "entry {position}"),
            None => f.write_str("the content"),
        }
    }
}

struct NearestText<'a>(Option<&'a NearestEntry>);

impl fmt::Display for NearestText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("it has no entry; "),
            Some(NearestEntry { position, differences }) if differences.is_empty() => {
                write!(f, "entry {position} is the same, and answered another call; ")
            }
            Some(NearestEntry { position, differences }) => {
                write!(f, "entry {position} is nearest, and differs in {}; ", differences.join(", "))
            }
        }
    }
}
