//! Checks of the owner and the permissions of a file that holds a secret or grants access.
//!
//! Pass the metadata of the open file, so that the file cannot be exchanged between the check and the reading.

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
};

/// A file that other users can read or change. The error never contains the file's content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileAccessError {
    /// The mode lets other users read, change or run the file.
    #[error("{path:?} has mode {mode:04o}, so other users can use it; set its mode to 0600 (`chmod 600`)")]
    Shared {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The mode lets other users change the file.
    #[error(
        "{path:?} has mode {mode:04o}, so other users can change it; check its content, and take their access away (`chmod go-w`)"
    )]
    Writable {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// Another user owns the file.
    #[error("{path:?} belongs to the user with the id {owner}; give a file of the user that runs this program")]
    Owner {
        /// The file.
        path: PathBuf,
        /// The id of its owner.
        owner: u32,
    },
}

/// Checks that only the user of this process can use the file. Without modes, as on Windows, every file passes.
///
/// # Errors
/// A mode that lets others read, change or run it, or another owner.
pub fn check_private(path: &Path, metadata: &Metadata) -> Result<(), FileAccessError> {
    permissions(metadata).map_or(Ok(()), |permissions| permissions.check_private(path))
}

/// Checks that only the user of this process, or root, can change the file. Without modes, as on Windows, every file passes.
///
/// # Errors
/// A mode that lets others change it, or another owner.
pub fn check_unwritable(path: &Path, metadata: &Metadata) -> Result<(), FileAccessError> {
    permissions(metadata).map_or(Ok(()), |permissions| permissions.check_unwritable(path))
}

struct Permissions {
    mode: u32,
    owner: u32,
    /// The user of this process.
    user: u32,
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there are none")]
fn permissions(metadata: &Metadata) -> Option<Permissions> {
    use std::os::unix::fs::MetadataExt;

    let user = rustix::process::geteuid().as_raw();
    Some(Permissions { mode: metadata.mode() & 0o7777, owner: metadata.uid(), user })
}

#[cfg(not(unix))]
fn permissions(_: &Metadata) -> Option<Permissions> {
    None
}

impl Permissions {
    fn check_private(&self, path: &Path) -> Result<(), FileAccessError> {
        let Self { mode, owner, user } = *self;
        if owner != user {
            return Err(FileAccessError::Owner { path: path.to_owned(), owner });
        }
        if mode & 0o077 != 0 { Err(FileAccessError::Shared { path: path.to_owned(), mode }) } else { Ok(()) }
    }

    fn check_unwritable(&self, path: &Path) -> Result<(), FileAccessError> {
        let Self { mode, owner, user } = *self;
        if owner != user && owner != 0 {
            return Err(FileAccessError::Owner { path: path.to_owned(), owner });
        }
        if mode & 0o022 != 0 { Err(FileAccessError::Writable { path: path.to_owned(), mode }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: u32 = 0;
    const ME: u32 = 1000;
    const OTHER: u32 = 1001;

    #[test]
    fn only_the_owner_uses_a_private_file() {
        let path = Path::new("/etc/a key");
        let check = |mode, owner| Permissions { mode, owner, user: ME }.check_private(path).map_err(|e| e.to_string());
        for mode in [0o600, 0o400, 0o700] {
            assert_eq!(check(mode, ME), Ok(()));
        }
        for mode in [0o640, 0o604, 0o620, 0o602, 0o610, 0o601] {
            let text = format!(
                "\"/etc/a key\" has mode {mode:04o}, so other users can use it; set its mode to 0600 (`chmod 600`)"
            );
            assert_eq!(check(mode, ME), Err(text));
        }
        for owner in [ROOT, OTHER] {
            assert!(check(0o600, owner).unwrap_err().contains(&format!("the user with the id {owner}")));
        }
    }

    #[test]
    fn only_the_owner_and_root_change_a_trusted_file() {
        let check = |mode, owner| Permissions { mode, owner, user: ME }.check_unwritable(Path::new("keys.json"));
        for (mode, owner) in [(0o600, ME), (0o644, ME), (0o644, ROOT), (0o440, ROOT)] {
            assert_eq!(check(mode, owner), Ok(()));
        }
        for mode in [0o620, 0o602, 0o666] {
            assert!(matches!(check(mode, ME), Err(FileAccessError::Writable { .. })));
        }
        assert!(matches!(check(0o600, OTHER), Err(FileAccessError::Owner { owner: OTHER, .. })));
    }
}
