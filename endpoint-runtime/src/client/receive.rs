//! Receiving a response to its end, under a cap. What arrived is kept, however the receiving ends.

use bytes::Bytes;
use http::Response;
use http_body::Body as _;
use http_body_util::BodyExt as _;

use super::deadline::Deadline;
use crate::{
    body::Body,
    error::{DecodeError, Failure, Stage},
};

/// The most room that is made in advance, in bytes; a provider may announce more than it sends.
const FIRST_ROOM: u64 = 64 * 1024;

/// Receives the body, of at most `limit` bytes.
///
/// # Errors
/// The body breaks off, is too long, or is not there before the deadline. The failure has what had arrived.
pub(super) async fn receive(
    response: Response<Body>,
    limit: usize,
    deadline: &mut Deadline<'_>,
) -> Result<Response<Bytes>, Box<Failure>> {
    let (parts, mut body) = response.into_parts();
    let mut received = Received::default();
    let failure = loop {
        // At first the announced length, later what is still to come.
        if body.size_hint().lower() > (limit - received.len()) as u64 {
            break Some(too_large(limit));
        }
        if body.is_end_stream() {
            break None;
        }
        match deadline.within(body.frame()).await {
            Ok(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data()
                    && !received.append(data, body.size_hint().lower(), limit)
                {
                    break Some(too_large(limit));
                }
            }
            Ok(Some(Err(source))) => break Some(Box::new(Failure::new(Stage::Transport, source))),
            Ok(None) => break None,
            Err(timed_out) => break Some(timed_out),
        }
    };
    let response = Response::from_parts(parts, received.into_bytes());
    match failure {
        None => Ok(response),
        Some(mut failure) => {
            failure.response = Some(response);
            Err(failure)
        }
    }
}

fn too_large(limit: usize) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Decode, DecodeError::TooLarge { limit }))
}

/// A body as far as it has arrived.
#[derive(Default)]
struct Received {
    /// The body, as long as it is in one piece, which is then not copied.
    piece: Bytes,
    /// The body, once it came in more pieces.
    pieces: Vec<u8>,
}

impl Received {
    /// Appends as much as the limit allows, and returns whether that was all.
    fn append(&mut self, mut data: Bytes, rest: u64, limit: usize) -> bool {
        let room = limit - self.len();
        let fits = data.len() <= room;
        data.truncate(room);
        if self.len() == 0 {
            self.piece = data;
        } else {
            if self.pieces.is_empty() {
                let rest = usize::try_from(rest.min(FIRST_ROOM)).unwrap_or_default();
                self.pieces.reserve(self.piece.len() + data.len() + rest);
                self.pieces.extend_from_slice(&self.piece);
            }
            self.pieces.extend_from_slice(&data);
        }
        fits
    }

    fn len(&self) -> usize {
        self.piece.len().max(self.pieces.len())
    }

    fn into_bytes(self) -> Bytes {
        if self.pieces.is_empty() { self.piece } else { self.pieces.into() }
    }
}
