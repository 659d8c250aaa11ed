//! Files that hold a secret: only their owner, who is this process's user, may use them.

use std::fs::Metadata;

/// How others could come by what is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exposure {
    /// By its mode.
    Mode(u32),
    /// It is another user's.
    Owner,
}

/// Checks an open file, so that it cannot be exchanged in between.
#[cfg(unix)]
pub(crate) fn check(metadata: &Metadata) -> Result<(), Exposure> {
    use std::os::unix::fs::MetadataExt;

    let mode = metadata.mode() & 0o7777;
    if metadata.uid() != rustix::process::geteuid().as_raw() {
        return Err(Exposure::Owner);
    }
    if mode & 0o077 != 0 { Err(Exposure::Mode(mode)) } else { Ok(()) }
}

/// There are no modes here.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn check(_: &Metadata) -> Result<(), Exposure> {
    Ok(())
}
