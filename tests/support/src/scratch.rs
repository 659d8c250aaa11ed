//! A folder for one test.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

/// A new, empty folder, removed when dropped. It is outside of the repository, so that nothing above it is found by
/// accident.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes a folder.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn new() -> io::Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("endpoint-tests-{}-{count}", std::process::id()));
        // An earlier process with this id may have ended without removing its own.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path)?;
        Ok(Self(path.canonicalize()?))
    }

    /// The folder's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The path of a file in the folder.
    #[must_use]
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.join(path)
    }

    /// The names in the folder, sorted.
    ///
    /// # Errors
    /// The folder cannot be read, or a name is not Unicode.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| {
            entry?.file_name().into_string().map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
        };
        let mut names = fs::read_dir(&self.0)?.map(name).collect::<Result<Vec<_>, _>>()?;
        names.sort();
        Ok(names)
    }

    /// Writes a file, makes the folders above it, and returns its path.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> io::Result<PathBuf> {
        let path = self.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text)?;
        Ok(path)
    }

    /// Writes a file that only its owner may read, and returns its path.
    ///
    /// # Errors
    /// The system refuses it.
    pub fn write_private(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> io::Result<PathBuf> {
        let path = self.write(path, text)?;
        set_mode(&path, 0o600)?;
        Ok(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The system clears its folder of all that cannot be removed now.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Sets the permissions of a file, where files have modes.
///
/// # Errors
/// The system refuses it.
pub fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    #[cfg(not(unix))]
    let _ = (path, mode);
    Ok(())
}
