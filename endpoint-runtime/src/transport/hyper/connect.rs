//! How the lean transport connects: within a time limit, and with nothing said about the connection that costs each
//! response an allocation.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use http::{Uri, uri::Scheme};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use tower_service::Service;

use super::host::Host;
use crate::error::BoxError;

/// A connector whose connections, TLS included, have a time limit.
#[derive(Clone)]
pub(super) struct Connector<C> {
    inner: C,
    limit: Option<Duration>,
    host: Arc<Host>,
}

impl<C> Connector<C> {
    pub(super) fn new(inner: C, limit: Option<Duration>, host: Arc<Host>) -> Self {
        Self { inner, limit, host }
    }
}

type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

impl<C> Service<Uri> for Connector<C>
where
    C: Service<Uri, Error = BoxError, Future = Connecting<<C as Service<Uri>>::Response>>,
    C::Response: Connection + Send + 'static,
{
    type Response = Stream<C::Response>;
    type Error = BoxError;
    type Future = Connecting<Stream<C::Response>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let is_tls = uri.scheme() == Some(&Scheme::HTTPS);
        let connecting = self.inner.call(uri);
        let (limit, host) = (self.limit, Arc::clone(&self.host));
        Box::pin(async move {
            let stream = match limit {
                Some(limit) => tokio::time::timeout(limit, connecting).await??,
                None => connecting.await?,
            };
            if is_tls {
                host.negotiated(stream.connected().is_negotiated_h2());
            }
            Ok(Stream(stream))
        })
    }
}

/// A connection that does not tell its addresses, which hyper would put into every response.
pub(super) struct Stream<T>(T);

impl<T: Connection> Connection for Stream<T> {
    fn connected(&self) -> Connected {
        let told = self.0.connected();
        let connected = Connected::new().proxy(told.is_proxied());
        if told.is_negotiated_h2() { connected.negotiated_h2() } else { connected }
    }
}

impl<T: Read + Unpin> Read for Stream<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl<T: Write + Unpin> Write for Stream<T> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(context, pieces)
    }
}
