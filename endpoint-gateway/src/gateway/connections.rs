//! The connections of a running gateway.

use std::{
    convert::Infallible,
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use endpoint_runtime::{
    http::{HeaderValue, Request, header::CONNECTION},
    server::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::{Instant, timeout, timeout_at},
};

use super::{Gateway, handshake::handshake, listener::Protocol};
use crate::{caller_stream::CallerStream, framing::Framing};

/// The time for which the gateway still accepts at shutdown, after the last connection that was waiting.
const ACCEPT_GRACE: Duration = Duration::from_millis(20);

/// The maximum time for which the gateway still accepts at shutdown.
const MAX_ACCEPT_TIME: Duration = Duration::from_millis(200);

/// The minimum that hyper needs for the head of a request.
const MIN_HEAD_BYTES: usize = 8 * 1024;

/// The state that all connections share.
pub(super) struct SharedState {
    gateway: RwLock<Gateway>,
    /// True during shutdown, when every response has `Connection: close`.
    ending: AtomicBool,
}

impl SharedState {
    pub(super) fn new(gateway: Gateway) -> Self {
        Self { gateway: RwLock::new(gateway), ending: AtomicBool::new(false) }
    }

    fn gateway(&self) -> Gateway {
        self.gateway.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn replace(&self, gateway: Gateway) {
        let mut current = self.gateway.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *current, gateway);
        // The lock is released first: dropping a gateway takes time.
        drop(current);
        drop(before);
    }

    pub(super) fn end(&self) {
        self.ending.store(true, Relaxed);
    }
}

impl fmt::Debug for SharedState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedState").field("gateway", &self.gateway()).field("ending", &self.ending).finish()
    }
}

/// Serves the connections of one socket until `stopped`, then ends the open ones gracefully. Dropping it drops them.
pub(super) async fn run(
    socket: TcpListener,
    protocol: Protocol,
    state: Arc<SharedState>,
    stopped: oneshot::Receiver<()>,
) {
    let graceful = GracefulShutdown::new();
    let mut listener = Listener::new(socket, state.gateway().0.bounds.connections);
    let serve = |stream| serve(stream, protocol.clone(), Arc::clone(&state), graceful.watcher());
    listener.accept_until(stopped, serve).await;
    // Another gateway may have the same socket, and accept later connections.
    listener.accept_waiting(ACCEPT_GRACE, MAX_ACCEPT_TIME, serve).await;
    let mut open = listener.close();
    let gateway = state.gateway();
    let bounds = &gateway.0.bounds;
    let end = Instant::now() + bounds.drain;
    // A request may be on its way on an idle connection, which ends with the response to it.
    let _ = timeout(bounds.linger.min(bounds.drain), async { while open.join_next().await.is_some() {} }).await;
    // Responses that are not complete by then are aborted.
    let _ = timeout_at(end, graceful.shutdown()).await;
}

/// Serves one connection.
async fn serve(stream: TcpStream, protocol: Protocol, state: Arc<SharedState>, watcher: Watcher) {
    let Protocol::Tls(tls) = protocol else { return serve_requests(stream, state, watcher).await };
    let limit = state.gateway().0.bounds.handshake;
    if let Some(stream) = handshake(stream, tls.config(), limit).await {
        serve_requests(stream, state, watcher).await;
    }
}

/// Responds to the requests of one connection.
async fn serve_requests(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    state: Arc<SharedState>,
    watcher: Watcher,
) {
    let framing = Arc::<Framing>::default();
    let connection = {
        let gateway = state.gateway();
        let bounds = &gateway.0.bounds;
        let stream = CallerStream::new(stream, Arc::clone(&framing), bounds.stall);
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.read_head)
            .max_buf_size(bounds.head_bytes.max(MIN_HEAD_BYTES))
            .serve_connection(
                TokioIo::new(stream),
                service_fn(move |request: Request<Incoming>| {
                    let (state, framing) = (Arc::clone(&state), Arc::clone(&framing));
                    framing.count_request();
                    async move {
                        let mut response = state.gateway().respond(&framing, request).await;
                        if state.ending.load(Relaxed) {
                            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                        }
                        Ok::<_, Infallible>(response)
                    }
                }),
            )
    };
    // Fails if the caller disconnects, or a response is aborted, which the caller sees.
    let _ = watcher.watch(connection).await;
}
