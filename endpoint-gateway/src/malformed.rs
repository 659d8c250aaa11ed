//! What is no request at all: hyper answers it by itself, without a word. Here it gets a problem document.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use endpoint_runtime::http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::{Problem, framing::Framing};

/// A stream on which hyper's own answers are replaced. They are known by where they come, before a head that has begun was
/// handed on as a request, and by having no body.
pub(crate) struct Told<S> {
    stream: S,
    framing: Arc<Framing>,
    /// The answer instead, and how much of it has been written. The connection ends with it.
    answer: Option<(Vec<u8>, usize)>,
}

impl<S> Told<S> {
    pub(crate) fn new(stream: S, framing: Arc<Framing>) -> Self {
        Self { stream, framing, answer: None }
    }
}

/// What hyper's own answers have behind the line of the status; the gateway's and the upstreams' have more.
const BARE: &[u8] = b"\r\nconnection: close\r\ncontent-length: 0\r\ndate: ";

/// What is told instead of these bytes, where they are an answer of hyper's own.
fn problem(written: &[u8]) -> Option<Problem> {
    let line = written.strip_prefix(b"HTTP/1.1 ").or_else(|| written.strip_prefix(b"HTTP/1.0 "))?;
    let end = line.iter().position(|byte| *byte == b'\r')?;
    if !line.get(end..)?.starts_with(BARE) {
        return None;
    }
    let status = StatusCode::from_bytes(line.get(..3)?).ok()?;
    let (code, detail) = match status {
        StatusCode::BAD_REQUEST => ("malformed", "this is not the head of an HTTP/1.1 request"),
        StatusCode::URI_TOO_LONG => ("target_too_long", "the request's target is too long"),
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            ("head_too_large", "the request's head is too large; send fewer or shorter headers and query values")
        }
        _ => return None,
    };
    Some(Problem::new(status, code, detail))
}

impl<S: AsyncWrite + Unpin> Told<S> {
    /// Writes what is told instead of these bytes, which count as written then; `None` when they are to be written.
    fn poll_instead(&mut self, written: &[u8], context: &mut Context<'_>) -> Poll<Option<io::Result<()>>> {
        if self.answer.is_none() && self.framing.is_unread() {
            self.answer = problem(written).map(|problem| (problem.into_bytes(), 0));
        }
        let Some((answer, done)) = &mut self.answer else { return Poll::Ready(None) };
        while let Some(rest) = answer.get(*done..).filter(|rest| !rest.is_empty()) {
            match ready!(Pin::new(&mut self.stream).poll_write(context, rest)) {
                Ok(0) => return Poll::Ready(Some(Err(io::ErrorKind::WriteZero.into()))),
                Ok(count) => *done += count,
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        Poll::Ready(Some(Ok(())))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Told<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Told<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match ready!(self.poll_instead(bytes, context)) {
            Some(told) => Poll::Ready(told.map(|()| bytes.len())),
            None => Pin::new(&mut self.stream).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let first = pieces.iter().find(|piece| !piece.is_empty()).map_or(&[][..], |piece| piece);
        match ready!(self.poll_instead(first, context)) {
            Some(told) => Poll::Ready(told.map(|()| pieces.iter().map(|piece| piece.len()).sum())),
            None => Pin::new(&mut self.stream).poll_write_vectored(context, pieces),
        }
    }
}
