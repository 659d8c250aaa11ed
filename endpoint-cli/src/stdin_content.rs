//! The standard input as a content that is sent while it is read.

use std::{
    io::{self, ErrorKind, Read},
    pin::Pin,
    task::{Context, Poll},
    thread,
};

use endpoint_runtime::{Bytes, Content};
use futures_core::Stream;
use tokio::sync::mpsc::{self, Receiver};

/// The most bytes of one piece.
const PIECE: usize = 64 * 1024;

/// Returns the bytes of a reader, which a thread of its own reads: at most two pieces ahead of the receiver. Nobody waits for the thread,
/// so that a call that fails early does not wait for the end of the input.
pub(crate) fn content(mut reader: impl Read + Send + 'static) -> Content {
    let (sender, pieces) = mpsc::channel(1);
    thread::spawn(move || {
        let mut buffer = vec![0; PIECE];
        loop {
            let piece = match reader.read(&mut buffer) {
                Ok(0) => return,
                Ok(length) => Ok(Bytes::copy_from_slice(buffer.get(..length).unwrap_or_default())),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => Err(error),
            };
            let is_last = piece.is_err();
            if sender.blocking_send(piece).is_err() || is_last {
                return;
            }
        }
    });
    Content::from_stream(Pieces(pieces))
}

struct Pieces(Receiver<io::Result<Bytes>>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        self.0.poll_recv(context)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    /// A reader of this many bytes, which counts those that were read.
    struct Counted(usize, Arc<AtomicUsize>);

    impl Read for Counted {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = buffer.len().min(self.0);
            self.0 -= length;
            self.1.fetch_add(length, Ordering::SeqCst);
            buffer[..length].fill(b'x');
            Ok(length)
        }
    }

    #[tokio::test]
    async fn all_bytes_arrive_and_are_not_read_long_before_they_are_sent() {
        let read = Arc::new(AtomicUsize::new(0));
        let mut body = content(Counted(10 * PIECE + 1, Arc::clone(&read))).into_body();
        let mut received = 0;
        while let Some(piece) = body.chunk().await {
            received += piece.unwrap().len();
            assert!(read.load(Ordering::SeqCst) <= received + 3 * PIECE);
        }
        assert_eq!(received, 10 * PIECE + 1);
    }

    #[tokio::test]
    async fn a_failure_of_the_reader_is_one_of_the_body() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        let error = content(Failing).collect(10).await.unwrap_err();
        assert_eq!(error.to_string(), "gone");
    }
}
