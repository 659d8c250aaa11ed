//! The content of a part while it arrives: in memory, and a long file in a temporary file.

use std::{
    fs::File,
    io::{self, Write as _},
    sync::Arc,
};

use bytes::{Bytes, BytesMut};
use tokio::runtime::Handle;

use crate::body::{Content, TempFile};

/// The most bytes that are held before they are written to the file.
const BUFFER: usize = 64 * 1024;

/// The content of a part that arrives.
#[derive(Debug, Default)]
pub(super) struct Upload {
    buffer: BytesMut,
    file: Option<Spooled>,
}

/// A temporary file with the bytes before those of the buffer.
#[derive(Debug)]
struct Spooled {
    temporary: TempFile,
    file: File,
    length: u64,
}

impl Upload {
    /// Adds bytes. With `in_file`, they go to a temporary file, as all further ones.
    pub(super) async fn push(&mut self, bytes: &[u8], in_file: bool) -> io::Result<()> {
        self.buffer.extend_from_slice(bytes);
        if in_file || self.file.is_some() && self.buffer.len() >= BUFFER {
            self.write().await?;
        }
        Ok(())
    }

    /// Returns the number of bytes that are in memory.
    pub(super) fn length_in_memory(&self) -> usize {
        self.buffer.len()
    }

    pub(super) fn is_in_file(&self) -> bool {
        self.file.is_some()
    }

    /// Writes the buffer to the file.
    async fn write(&mut self) -> io::Result<()> {
        let spooled = self.file.take();
        let bytes = self.buffer.split().freeze();
        let write = move || -> io::Result<Spooled> {
            let mut spooled = match spooled {
                Some(spooled) => spooled,
                None => {
                    let (temporary, file) = TempFile::create()?;
                    Spooled { temporary, file, length: 0 }
                }
            };
            spooled.file.write_all(&bytes)?;
            spooled.length += bytes.len() as u64;
            Ok(spooled)
        };
        let written = match Handle::try_current() {
            Ok(runtime) => runtime.spawn_blocking(write).await.map_err(io::Error::other)?,
            Err(_) => write(),
        };
        self.file = Some(written?);
        Ok(())
    }

    /// Returns the content.
    pub(super) async fn finish(mut self) -> io::Result<Content> {
        if self.file.is_some() && !self.buffer.is_empty() {
            self.write().await?;
        }
        Ok(match self.file {
            Some(spooled) => Content::temporary(Arc::new(spooled.temporary), spooled.length),
            None => Content::from(Bytes::from(self.buffer)),
        })
    }
}
