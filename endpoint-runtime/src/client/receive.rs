//! Reading a response to its end, under a cap, so that what arrived is at hand however the reading ends.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http::{StatusCode, response::Parts};
use http_body::Body as _;

use crate::{
    body::Body,
    error::{DecodeError, Failure, Stage},
};

/// How much room is made for a body at first; a provider may announce more than it sends.
const FIRST_ROOM: u64 = 64 * 1024;

/// A response as far as it has arrived.
#[derive(Debug)]
pub(super) struct Received {
    parts: Parts,
    /// The body, as long as it is in one piece, which is then not copied.
    piece: Bytes,
    /// The body, once it came in more pieces.
    pieces: Vec<u8>,
}

/// Why a body was not read to its end.
pub(super) struct Unread {
    stage: Stage,
    source: crate::BoxError,
}

impl Received {
    pub(super) fn new(parts: Parts) -> Self {
        Self { parts, piece: Bytes::new(), pieces: Vec::new() }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.parts.status
    }

    pub(super) fn into_response(self) -> http::Response<Bytes> {
        let body = if self.pieces.is_empty() { self.piece } else { self.pieces.into() };
        http::Response::from_parts(self.parts, body)
    }

    /// Reads `body` until it ends, breaks or is longer than `limit` bytes.
    pub(super) fn poll_read(
        &mut self,
        body: &mut Body,
        limit: usize,
        context: &mut Context<'_>,
    ) -> Poll<Result<(), Unread>> {
        loop {
            // At first what was announced, later what is still to come.
            if body.size_hint().lower() > (limit - self.len()) as u64 {
                return Poll::Ready(Err(Unread::too_large(limit)));
            }
            if body.is_end_stream() {
                return Poll::Ready(Ok(()));
            }
            match ready!(Pin::new(&mut *body).poll_frame(context)) {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data()
                        && !self.append(data, body.size_hint().lower(), limit)
                    {
                        return Poll::Ready(Err(Unread::too_large(limit)));
                    }
                }
                Some(Err(source)) => {
                    let stage = Stage::Transport;
                    return Poll::Ready(Err(Unread { stage, source }));
                }
                None => return Poll::Ready(Ok(())),
            }
        }
    }

    /// Appends what fits under the limit, and says whether all did.
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
}

impl Unread {
    fn too_large(limit: usize) -> Self {
        Self { stage: Stage::Decode, source: DecodeError::TooLarge { limit }.into() }
    }

    pub(super) fn into_failure(self) -> Failure {
        match self.stage {
            Stage::Decode => Failure::internal(self.stage, self.source),
            _ => Failure::new(self.stage, self.source),
        }
    }
}
