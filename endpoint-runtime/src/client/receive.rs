//! Receiving a response to its end, under a cap. What arrived is kept, however the receiving ends.

use bytes::Bytes;
use http::{Response, StatusCode, response::Parts};
use http_body::Body as _;
use http_body_util::BodyExt as _;

use super::scope::Scope;
use crate::{
    body::Body,
    error::{DecodeError, Failure, Stage},
};

/// The most room that is made in advance, in bytes; a provider may announce more than it sends.
const FIRST_ROOM: u64 = 64 * 1024;

/// A response whose body is being received.
pub(super) struct Incoming {
    parts: Parts,
    body: Body,
    /// The body, as long as it is in one piece, which is then not copied.
    piece: Bytes,
    /// The body, once it came in more pieces.
    pieces: Vec<u8>,
}

impl Incoming {
    pub(super) fn new(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        Self { parts, body, piece: Bytes::new(), pieces: Vec::new() }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.parts.status
    }

    /// Returns the response as far as it has arrived.
    pub(super) fn into_response(self) -> Response<Bytes> {
        let body = if self.pieces.is_empty() { self.piece } else { self.pieces.into() };
        Response::from_parts(self.parts, body)
    }

    /// Receives the body, of at most `limit` bytes.
    ///
    /// # Errors
    /// The body breaks off, is too long, or is not there in time.
    pub(super) async fn receive(&mut self, limit: usize, scope: &mut Scope<'_>) -> Result<(), Box<Failure>> {
        loop {
            // At first the announced length, later what is still to come.
            if self.body.size_hint().lower() > (limit - self.len()) as u64 {
                return Err(too_large(limit));
            }
            if self.body.is_end_stream() {
                return Ok(());
            }
            match scope.wait(self.body.frame()).await? {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.append(data, limit)?;
                    }
                }
                Some(Err(source)) => return Err(Box::new(Failure::new(Stage::Transport, source))),
                None => return Ok(()),
            }
        }
    }

    /// Appends as much as the limit allows.
    fn append(&mut self, mut data: Bytes, limit: usize) -> Result<(), Box<Failure>> {
        let room = limit - self.len();
        let fits = data.len() <= room;
        data.truncate(room);
        if self.len() == 0 {
            self.piece = data;
        } else {
            if self.pieces.is_empty() {
                let rest = usize::try_from(self.body.size_hint().lower().min(FIRST_ROOM)).unwrap_or_default();
                self.pieces.reserve(self.piece.len() + data.len() + rest);
                self.pieces.extend_from_slice(&self.piece);
            }
            self.pieces.extend_from_slice(&data);
        }
        if fits { Ok(()) } else { Err(too_large(limit)) }
    }

    fn len(&self) -> usize {
        self.piece.len().max(self.pieces.len())
    }
}

fn too_large(limit: usize) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Decode, DecodeError::TooLarge { limit }))
}
