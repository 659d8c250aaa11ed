//! Options of the audit log.

use std::path::PathBuf;

/// Options of the audit log.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AuditOptions {
    /// The file that is written to. Older files are next to it, with the suffixes `.1`, `.2` and so on.
    pub path: PathBuf,
    /// The size of a file, in bytes, above which the next one is begun. Default: 64 MiB.
    pub max_bytes: u64,
    /// The number of older files that are kept. Default: 8.
    pub keep: u32,
    /// The maximum number of lines that wait to be written. Default: 8192.
    pub queue: usize,
}

impl AuditOptions {
    /// Creates the default options for this file.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), max_bytes: 64 << 20, keep: 8, queue: 8192 }
    }
}
