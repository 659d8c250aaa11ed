//! The audit log: one line of JSON for each request, allowed or refused.
//!
//! A line holds the caller, the operation, the outcome and the time, and nothing that a caller sent: no bodies, no values, no
//! paths. Lines go through a queue of fixed length to a thread that writes them. When the queue or the disk is full, the line
//! is dropped, since a full disk must not stop the traffic. Dropped lines are counted, and once there is room again, a line
//! with their number marks the gap in the log.

mod line;
mod options;
mod rotating_file;

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, SystemTime},
};

pub use line::{AuditEntry, Decision};
pub use options::AuditOptions;
use rotating_file::RotatingFile;

/// A handle to the audit log: the queue of lines to be written. Cloning it is cheap.
#[derive(Clone)]
pub struct Audit {
    sender: SyncSender<Message>,
    dropped: Arc<AtomicU64>,
}

/// The thread that writes the log. When this is dropped, the thread ends after the last [`Audit`] is dropped.
#[derive(Debug)]
pub struct AuditWriter {
    audit: Audit,
    thread: JoinHandle<()>,
}

enum Message {
    Line(SystemTime, AuditEntry),
    /// Acknowledged when all lines before it are on the disk.
    Flush(SyncSender<()>),
    End,
}

impl Audit {
    /// Opens the file, which only its owner can read, and starts the thread.
    ///
    /// # Errors
    /// A file that cannot be opened for writing, or no thread.
    pub fn open(options: &AuditOptions) -> std::io::Result<(Self, AuditWriter)> {
        let dropped = Arc::default();
        let file = RotatingFile::open(options, Arc::clone(&dropped))?;
        let (sender, receiver) = sync_channel(options.queue.max(1));
        let audit = Self { sender, dropped: Arc::clone(&dropped) };
        let thread =
            thread::Builder::new().name("audit".to_owned()).spawn(move || write_all(&receiver, file, &dropped))?;
        Ok((audit.clone(), AuditWriter { audit, thread }))
    }

    /// Queues a line. It never waits: if the queue is full, the line is dropped and counted.
    pub fn record(&self, now: SystemTime, entry: AuditEntry) {
        if self.sender.try_send(Message::Line(now, entry)).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns the number of lines that have been dropped since the start.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audit").field("dropped", &self.dropped()).finish_non_exhaustive()
    }
}

impl AuditWriter {
    /// Waits until every line that was recorded so far is on the disk.
    pub fn flush(&self) {
        let (done, wait) = sync_channel(1);
        if self.audit.sender.send(Message::Flush(done)).is_ok() {
            let _ = wait.recv();
        }
    }

    /// Writes the queued lines and ends the thread, at the end of the process. Later lines are dropped and counted.
    pub fn finish(self) {
        if self.audit.sender.send(Message::End).is_ok() {
            let _ = self.thread.join();
        }
    }
}

/// The time for which lines are collected, so that the thread is not woken for each of them.
const GATHER: Duration = Duration::from_millis(10);

/// Writes lines until the queue ends. Lines that are queued are written together, so that a quiet log is up to date and a busy
/// one is written in large pieces.
fn write_all(receiver: &Receiver<Message>, mut file: RotatingFile, dropped: &AtomicU64) {
    let mut reported = 0;
    while let Ok(message) = next(receiver, &mut file) {
        let known = dropped.load(Ordering::Relaxed);
        if known > reported && file.write(&line::gap(SystemTime::now(), known - reported)).is_ok() {
            reported = known;
        }
        match message {
            Message::Line(now, entry) => {
                if file.write(&entry.line(now)).is_err() {
                    dropped.fetch_add(1, Ordering::Relaxed);
                }
            }
            Message::Flush(done) => {
                let _ = file.sync();
                let _ = done.send(());
            }
            Message::End => break,
        }
    }
    let _ = file.sync();
}

/// Returns the next message. Flushes the file before it waits.
fn next(receiver: &Receiver<Message>, file: &mut RotatingFile) -> Result<Message, ()> {
    match receiver.try_recv() {
        Ok(message) => Ok(message),
        Err(TryRecvError::Disconnected) => Err(()),
        Err(TryRecvError::Empty) => {
            file.flush();
            let message = receiver.recv().map_err(drop)?;
            if matches!(message, Message::Line(..)) {
                thread::sleep(GATHER);
            }
            Ok(message)
        }
    }
}

#[cfg(test)]
mod tests;
