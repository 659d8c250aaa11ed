//! The stream of a caller's connection, between the socket and hyper.
//!
//! It watches how requests are framed, replaces the responses that hyper makes by itself, and bounds the time for which a
//! caller may read nothing of a response.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

use crate::{
    framing::{Framing, FramingWatcher},
    malformed_head, raw_response,
};

/// The stream of one connection.
pub(crate) struct CallerStream<S> {
    stream: S,
    watcher: FramingWatcher,
    stall: Stall,
    /// The response in place of hyper's own, and the number of its bytes that have been written. The connection ends with it.
    replacement: Option<(Vec<u8>, usize)>,
}

/// The timeout of a write of which the caller reads nothing.
struct Stall {
    limit: Duration,
    /// Runs while a write waits.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Stall {
    /// Passes a write's result on, or fails when the write has been pending for too long.
    fn bound<T>(&mut self, written: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.timer = None;
            return written;
        }
        let limit = self.limit;
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(timer.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> CallerStream<S> {
    /// Wraps the stream of a connection. Its framing is recorded in `framing`.
    pub(crate) fn new(stream: S, framing: Arc<Framing>, stall: Duration) -> Self {
        let stall = Stall { limit: stall, timer: None };
        Self { stream, watcher: FramingWatcher::new(framing), stall, replacement: None }
    }

    /// Writes the replacement of these bytes, which then count as written. Returns `None` if there is none.
    fn poll_replace(&mut self, bytes: &[u8], context: &mut Context<'_>) -> Poll<Option<io::Result<()>>> {
        // hyper responds by itself only before it passes a head to the service.
        if self.replacement.is_none() && self.watcher.framing().is_unread() {
            self.replacement = malformed_head::problem_for(bytes).map(|problem| (raw_response::to_bytes(problem), 0));
        }
        let Some((response, done)) = &mut self.replacement else { return Poll::Ready(None) };
        while let Some(rest) = response.get(*done..).filter(|rest| !rest.is_empty()) {
            let written = Pin::new(&mut self.stream).poll_write(context, rest);
            match ready!(self.stall.bound(written, context)) {
                Ok(0) => return Poll::Ready(Some(Err(io::ErrorKind::WriteZero.into()))),
                Ok(count) => *done += count,
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        Poll::Ready(Some(Ok(())))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for CallerStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        self.watcher.watch(buffer.filled().get(before..).unwrap_or_default());
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for CallerStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if let Some(replaced) = ready!(self.poll_replace(bytes, context)) {
            return Poll::Ready(replaced.map(|()| bytes.len()));
        }
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.stall.bound(written, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.stall.bound(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // TLS sends a last record, which the caller may not read either.
        let ended = Pin::new(&mut self.stream).poll_shutdown(context);
        self.stall.bound(ended, context)
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
        if let Some(replaced) = ready!(self.poll_replace(first, context)) {
            return Poll::Ready(replaced.map(|()| pieces.iter().map(|piece| piece.len()).sum()));
        }
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.stall.bound(written, context)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use endpoint_runtime::http::Response;
    use hyper::{body::Incoming, server::conn::http1, service::service_fn};
    use hyper_util::rt::TokioIo;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;
    use crate::{download::Download, response::ResponsePolicy};

    /// Sends bytes on a connection whose service responds with `status`, and returns all that is received.
    async fn exchange(request: &str, status: u16) -> String {
        let (mut caller, stream) = tokio::io::duplex(1 << 20);
        let framing = Arc::<Framing>::default();
        let stream = CallerStream::new(stream, Arc::clone(&framing), Duration::from_secs(60));
        let service = service_fn(move |_: hyper::Request<Incoming>| {
            framing.count_request();
            let mut response = Response::new(Download::Gateway(bytes::Bytes::new()));
            *response.status_mut() = status.try_into().unwrap();
            ResponsePolicy::Hardened.apply(response.headers_mut());
            std::future::ready(Ok::<_, Infallible>(response))
        });
        let connection = http1::Builder::new().max_buf_size(1 << 17).serve_connection(TokioIo::new(stream), service);
        caller.write_all(request.as_bytes()).await.unwrap();
        caller.shutdown().await.unwrap();
        // hyper returns the error to which it has responded.
        let _ = connection.await;
        let mut response = String::new();
        caller.read_to_string(&mut response).await.unwrap();
        response
    }

    fn get(target: &str, fields: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: a\r\n{fields}\r\n")
    }

    /// Fails when a release of hyper responds in another way.
    #[tokio::test]
    async fn every_response_of_hyper_itself_is_replaced() {
        let long = "a".repeat(1 << 16);
        for (request, status, code) in [
            ("GET / nonsense\r\n\r\n".to_owned(), "400", "malformed"),
            (get("/", ": no name\r\n"), "400", "malformed"),
            (get(&format!("/{long}"), ""), "414", "target_too_long"),
            (get("/", &"A: a\r\n".repeat(101)), "431", "head_too_large"),
        ] {
            let response = exchange(&request, 204).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{code}: {response}");
            assert!(response.contains(&format!(r#""code":"{code}""#)), "{code}: {response}");
            assert_eq!(response.matches("\r\n\r\n").count(), 1, "{code}: {response}");
        }
    }

    #[tokio::test]
    async fn a_response_of_the_gateway_is_left_alone() {
        let response = exchange(&(get("/", "") + "GET / nonsense\r\n\r\n"), 400).await;
        assert_eq!(response.matches("HTTP/1.1 400").count(), 2, "{response}");
        assert_eq!(response.matches("malformed").count(), 2, "{response}");
    }
}
