//! The connector of the hyper transport, with a timeout.

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

use super::host_header::HostHeader;
use crate::{error::BoxError, transport::proxy_rules::ProxyRules};

/// A connector with a timeout, which includes the TLS handshake.
#[derive(Clone)]
pub(super) struct TimeoutConnector<C> {
    inner: C,
    limit: Option<Duration>,
    host_header: Arc<HostHeader>,
    proxy_rules: Arc<ProxyRules>,
}

impl<C> TimeoutConnector<C> {
    pub(super) fn new(
        inner: C,
        limit: Option<Duration>,
        host_header: Arc<HostHeader>,
        proxy_rules: Arc<ProxyRules>,
    ) -> Self {
        Self { inner, limit, host_header, proxy_rules }
    }
}

type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

impl<C> Service<Uri> for TimeoutConnector<C>
where
    C: Service<Uri, Error = BoxError, Future = Connecting<<C as Service<Uri>>::Response>>,
    C::Response: Connection + Send + 'static,
{
    type Response = AnonymousStream<C::Response>;
    type Error = BoxError;
    type Future = Connecting<AnonymousStream<C::Response>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let is_tls = uri.scheme() == Some(&Scheme::HTTPS);
        let is_forwarded = matches!(self.proxy_rules.forwarder(&uri), Ok(Some(_)));
        let connecting = self.inner.call(uri);
        let (limit, host_header) = (self.limit, Arc::clone(&self.host_header));
        Box::pin(async move {
            let stream = match limit {
                Some(limit) => tokio::time::timeout(limit, connecting).await??,
                None => connecting.await?,
            };
            if is_tls {
                host_header.negotiated(stream.connected().is_negotiated_h2());
            }
            Ok(AnonymousStream { stream, is_forwarded })
        })
    }
}

/// A connection that does not report its addresses. hyper would copy them into every response, with an allocation each.
pub(super) struct AnonymousStream<T> {
    stream: T,
    /// True if it leads to a proxy that forwards requests, whose target is then a whole URL.
    is_forwarded: bool,
}

impl<T: Connection> Connection for AnonymousStream<T> {
    fn connected(&self) -> Connected {
        let inner = self.stream.connected();
        let connected = Connected::new().proxy(self.is_forwarded);
        if inner.is_negotiated_h2() { connected.negotiated_h2() } else { connected }
    }
}

impl<T: Read + Unpin> Read for AnonymousStream<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<T: Write + Unpin> Write for AnonymousStream<T> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
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
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, pieces)
    }
}
