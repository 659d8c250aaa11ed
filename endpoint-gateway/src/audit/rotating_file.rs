//! A log file that is rotated when it reaches a size.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{BufWriter, Result, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use super::options::AuditOptions;

/// The size of the buffer before a write.
const BUFFER: usize = 64 << 10;

/// A log file that is rotated when it reaches a size.
pub(super) struct RotatingFile {
    path: PathBuf,
    max_bytes: u64,
    keep: u32,
    /// `None` while a new file cannot be opened.
    file: Option<BufWriter<File>>,
    length: u64,
    /// The number of lines in the buffer.
    waiting: u64,
    dropped: Arc<AtomicU64>,
}

impl RotatingFile {
    pub(super) fn open(options: &AuditOptions, dropped: Arc<AtomicU64>) -> Result<Self> {
        let AuditOptions { path, max_bytes, keep, .. } = options.clone();
        let (file, length) = append(&path)?;
        Ok(Self { path, max_bytes, keep, file: Some(file), length, waiting: 0, dropped })
    }

    /// Appends a line. Rotates first if the file would get too long.
    pub(super) fn write(&mut self, line: &[u8]) -> Result<()> {
        let length = line.len() as u64;
        if self.length > 0 && self.length + length > self.max_bytes {
            self.rotate()?;
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let (file, length) = append(&self.path)?;
                self.length = length;
                self.file.insert(file)
            }
        };
        file.write_all(line)?;
        self.length += length;
        self.waiting += 1;
        Ok(())
    }

    /// Writes the buffer to the file. If that fails, its lines count as dropped.
    pub(super) fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(Err(_)) = self.file.as_mut().map(Write::flush) else { return };
        self.dropped.fetch_add(waiting, Ordering::Relaxed);
        // Without its buffer: the rest would be tried again with each line, and on drop.
        if let Some(file) = self.file.take() {
            let _ = file.into_parts();
        }
    }

    /// Writes everything to the disk.
    pub(super) fn sync(&mut self) -> Result<()> {
        self.flush();
        self.file.as_ref().map_or(Ok(()), |file| file.get_ref().sync_data())
    }

    /// Renames the file to `.1`, `.1` to `.2` and so on. The oldest file is deleted.
    fn rotate(&mut self) -> Result<()> {
        self.sync()?;
        if self.keep == 0 {
            fs::remove_file(&self.path)?;
        }
        for number in (0..self.keep).rev() {
            match fs::rename(self.numbered(number), self.numbered(number + 1)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        self.file = None;
        self.length = 0;
        Ok(())
    }

    fn numbered(&self, number: u32) -> PathBuf {
        if number == 0 {
            return self.path.clone();
        }
        let mut name = OsString::from(&self.path);
        name.push(format!(".{number}"));
        name.into()
    }
}

fn append(path: &Path) -> Result<(BufWriter<File>, u64)> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    let length = file.metadata()?.len();
    Ok((BufWriter::with_capacity(BUFFER, file), length))
}
