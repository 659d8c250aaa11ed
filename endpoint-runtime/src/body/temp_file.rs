//! A file that is deleted once nobody needs it.

use std::{
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

/// A file in the folder for temporary files, which only its owner can read. It is deleted when this value is dropped.
#[derive(Debug)]
pub(crate) struct TempFile {
    path: PathBuf,
}

impl TempFile {
    /// Creates an empty file, and opens it to write.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub(crate) fn create() -> io::Result<(Self, File)> {
        let mut options = OpenOptions::new();
        // A file that exists, which may be a link of somebody else, is never opened.
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let path = std::env::temp_dir().join(format!("endpoint-upload-{:032x}", fastrand::u128(..)));
        let file = options.open(&path)?;
        Ok((Self { path }, file))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.path) {
            tracing::warn!(%error, "a temporary file cannot be deleted");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_deleted_with_its_value() {
        let (temporary, file) = TempFile::create().unwrap();
        let path = temporary.path().to_owned();
        drop(file);
        assert!(path.is_file());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        drop(temporary);
        assert!(!path.exists());
    }
}
