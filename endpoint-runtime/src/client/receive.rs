//! Receiving the body of a response, up to a limit. If that fails, the part that has arrived is kept for the error.

use bytes::Bytes;
use http::{Response, StatusCode};
use http_body::Body as _;
use http_body_util::BodyExt as _;

use super::scope::Scope;
use crate::{
    body::Body,
    error::{DecodeError, Failure, Stage},
};

/// The maximum capacity that is allocated in advance, in bytes, since a provider may announce more than it sends.
const MAX_INITIAL_CAPACITY: u64 = 64 * 1024;

/// A response whose body is being received.
pub(super) struct Incoming {
    /// The response, whose body is the first chunk, which is not copied.
    response: Response<Bytes>,
    body: Body,
    /// The body once a second chunk has arrived.
    chunks: Vec<u8>,
}

impl Incoming {
    pub(super) fn new(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        Self { response: Response::from_parts(parts, Bytes::new()), body, chunks: Vec::new() }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// Returns the response with the body that has arrived.
    pub(super) fn response_mut(&mut self) -> &mut Response<Bytes> {
        if !self.chunks.is_empty() {
            *self.response.body_mut() = std::mem::take(&mut self.chunks).into();
        }
        &mut self.response
    }

    /// Returns the response with the part of the body that has arrived.
    pub(super) fn into_response(mut self) -> Response<Bytes> {
        self.response_mut();
        self.response
    }

    /// Returns the response without its body, and the body, of which nothing has been read.
    pub(super) fn into_parts(self) -> (Response<Bytes>, Body) {
        (self.response, self.body)
    }

    /// Receives the body, of at most `limit` bytes.
    ///
    /// # Errors
    /// The body is cut off, is too long, or does not arrive in time.
    pub(super) async fn receive(&mut self, limit: usize, scope: &mut Scope<'_>) -> Result<(), Box<Failure>> {
        loop {
            // The hint is the announced length at first, and the remaining length later.
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

    /// Appends the data up to the limit.
    ///
    /// # Errors
    /// The data exceeds the limit.
    fn append(&mut self, mut data: Bytes, limit: usize) -> Result<(), Box<Failure>> {
        let remaining = limit - self.len();
        let fits = data.len() <= remaining;
        data.truncate(remaining);
        if self.len() == 0 {
            *self.response.body_mut() = data;
        } else {
            if self.chunks.is_empty() {
                let rest = usize::try_from(self.body.size_hint().lower().min(MAX_INITIAL_CAPACITY)).unwrap_or_default();
                self.chunks.reserve(self.response.body().len() + data.len() + rest);
                self.chunks.extend_from_slice(self.response.body());
            }
            self.chunks.extend_from_slice(&data);
        }
        if fits { Ok(()) } else { Err(too_large(limit)) }
    }

    fn len(&self) -> usize {
        self.response.body().len().max(self.chunks.len())
    }
}

fn too_large(limit: usize) -> Box<Failure> {
    Box::new(Failure::internal(Stage::Decode, DecodeError::TooLarge { limit }))
}
