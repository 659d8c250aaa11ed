//! The output of a running program, line by line.

use std::{
    io::{BufRead, BufReader, Read},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use super::CommandError;

/// The number of bytes that are read of an output.
const LIMIT: u64 = 64 << 20;

/// One output of a running program.
#[derive(Debug)]
pub struct Lines {
    /// Each line with its end.
    receiver: Receiver<String>,
    /// All lines that were taken so far.
    taken: String,
    timeout: Duration,
}

impl Lines {
    pub(super) fn new(pipe: Option<impl Read + Send + 'static>, timeout: Duration) -> Self {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut pipe = BufReader::new(pipe?.take(LIMIT));
            let mut line = Vec::new();
            while pipe.read_until(b'\n', &mut line).ok()? > 0 {
                sender.send(String::from_utf8_lossy(&line).into_owned()).ok()?;
                line.clear();
            }
            Some(())
        });
        Self { receiver, taken: String::new(), timeout }
    }

    /// Waits for the next line, and returns it without its end.
    ///
    /// # Errors
    /// The output ended, or no line came in time.
    pub fn next_line(&mut self) -> Result<String, CommandError> {
        let line = self.take(self.timeout).map_err(|_| self.not_printed("a line".to_owned()))?;
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// Waits for a line that contains `text`, and returns the lines up to it, it included.
    ///
    /// # Errors
    /// The output ended, or no line came in time.
    pub fn until(&mut self, text: &str) -> Result<String, CommandError> {
        let mut lines = String::new();
        loop {
            let line = self.take(self.timeout).map_err(|_| self.not_printed(format!("{text:?}")))?;
            lines += &line;
            if line.contains(text) {
                return Ok(lines);
            }
        }
    }

    /// Reads to the end of the output, or until it is silent for too long, and returns all of it since the start.
    pub fn rest(&mut self) -> &str {
        self.read_to_end(self.timeout);
        &self.taken
    }

    /// Reads to the end of the output, and returns whether it came before a silence of this length.
    pub(super) fn read_to_end(&mut self, within: Duration) -> bool {
        loop {
            match self.take(within) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    /// All that was read so far.
    pub(super) fn take_text(&mut self) -> String {
        std::mem::take(&mut self.taken)
    }

    fn take(&mut self, within: Duration) -> Result<String, RecvTimeoutError> {
        let line = self.receiver.recv_timeout(within)?;
        self.taken += &line;
        Ok(line)
    }

    fn not_printed(&self, expected: String) -> CommandError {
        CommandError::NotPrinted { expected, printed: self.taken.clone() }
    }
}
