//! The connections of a gateway that listens.

use std::{
    convert::Infallible,
    fmt,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use endpoint_runtime::http::{HeaderValue, Request, header::CONNECTION};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
    task::JoinSet,
    time::{Instant, sleep, timeout, timeout_at},
};

use super::{Gateway, handshake::handshake, listener::Spoken};
use crate::{caller_stream::CallerStream, framing::Framing};

/// The pause after a connection could not be taken, as when there are no more file descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// How long a connection that was made before the end may take to be noticed.
const LAST_CALL: Duration = Duration::from_millis(20);

/// How long connections are taken at the end, however many come: another gateway may have the same socket.
const LAST_CALLS: Duration = Duration::from_millis(200);

/// What hyper needs at least for the head of a request.
const LEAST_HEAD_BYTES: usize = 8 * 1024;

/// What all connections share.
pub(super) struct Served {
    gateway: RwLock<Gateway>,
    /// Set once the gateway ends, so that answers tell their callers to come back by another connection.
    ending: AtomicBool,
}

impl Served {
    pub(super) fn new(gateway: Gateway) -> Self {
        Self { gateway: RwLock::new(gateway), ending: AtomicBool::new(false) }
    }

    fn gateway(&self) -> Gateway {
        self.gateway.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn replace(&self, gateway: Gateway) {
        let mut current = self.gateway.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *current, gateway);
        // What it was made of is let go of while nobody waits.
        drop(current);
        drop(before);
    }

    pub(super) fn end(&self) {
        self.ending.store(true, Relaxed);
    }
}

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Served").field("gateway", &self.gateway()).field("ending", &self.ending).finish()
    }
}

/// The connections of one listener. Dropping it drops them.
pub(super) struct Connections {
    served: Arc<Served>,
    spoken: Spoken,
    places: Arc<Semaphore>,
    graceful: GracefulShutdown,
    open: JoinSet<()>,
}

impl Connections {
    pub(super) fn new(served: Arc<Served>, spoken: Spoken) -> Self {
        let most = served.gateway().0.bounds.connections;
        let places = Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Self { served, spoken, places, graceful: GracefulShutdown::new(), open: JoinSet::new() }
    }

    pub(super) async fn run(mut self, listener: TcpListener, mut stopped: oneshot::Receiver<()>) {
        loop {
            tokio::select! {
                (stream, place) = accept(&listener, &self.places) => self.spawn(stream, place),
                Some(_) = self.open.join_next() => {}
                _ = &mut stopped => break,
            }
        }
        // Who has connected by now has been promised an answer by the operating system.
        let last = Instant::now() + LAST_CALLS;
        while let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            let Ok(Ok((stream, _))) = timeout_at(last.min(Instant::now() + LAST_CALL), listener.accept()).await else {
                break;
            };
            self.spawn(stream, Some(place));
        }
        drop(listener);
        let gateway = self.served.gateway();
        let bounds = &gateway.0.bounds;
        let end = Instant::now() + bounds.drain;
        // A connection that is unused now may have a request under way to it. It ends with the answer to that one.
        let _ =
            timeout(bounds.linger.min(bounds.drain), async { while self.open.join_next().await.is_some() {} }).await;
        // What is not answered by then is cut off.
        let _ = timeout_at(end, self.graceful.shutdown()).await;
    }

    fn spawn(&mut self, stream: TcpStream, place: Option<OwnedSemaphorePermit>) {
        // Fails when the caller has gone already, which the next read will say.
        let _ = stream.set_nodelay(true);
        let (served, watcher) = (Arc::clone(&self.served), self.graceful.watcher());
        if let Spoken::Tls(tls) = &self.spoken {
            let (tls, limit) = (tls.config(), served.gateway().0.bounds.handshake);
            self.open.spawn(async move {
                if let Some(stream) = handshake(stream, tls, limit).await {
                    serve(stream, served, watcher).await;
                }
                drop(place);
            });
        } else {
            self.open.spawn(async move {
                serve(stream, served, watcher).await;
                drop(place);
            });
        }
    }
}

/// Answers the requests of one connection.
async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, served: Arc<Served>, watcher: Watcher) {
    let framing = Arc::<Framing>::default();
    let connection = {
        let gateway = served.gateway();
        let bounds = &gateway.0.bounds;
        let stream = CallerStream::new(stream, Arc::clone(&framing), bounds.stall);
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.read_head)
            .max_buf_size(bounds.head_bytes.max(LEAST_HEAD_BYTES))
            .serve_connection(
                TokioIo::new(stream),
                service_fn(move |request: Request<Incoming>| {
                    let (served, framing) = (Arc::clone(&served), Arc::clone(&framing));
                    framing.handed_on();
                    async move {
                        let mut answer = served.gateway().answer(&framing, request).await;
                        if served.ending.load(Relaxed) {
                            answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                        }
                        Ok::<_, Infallible>(answer)
                    }
                }),
            )
    };
    // Fails when the caller goes away, or an answer is cut off, which the caller sees.
    let _ = watcher.watch(connection).await;
}

/// The next connection, once there is a place for it.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // `None` only when the semaphore is closed, which it never is.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            Err(error) => {
                tracing::warn!(%error, "the gateway could not take a connection");
                sleep(PAUSE).await;
            }
        }
    }
}
