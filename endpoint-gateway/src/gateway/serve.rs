//! A gateway that listens.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use endpoint_runtime::http::{HeaderValue, Request, header::CONNECTION};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
    task::{JoinHandle, JoinSet},
    time::{sleep, timeout},
};

use super::Gateway;
use crate::{
    GatewayError,
    framing::{Framing, Watched},
};

/// The pause after a connection could not be taken, as when there are no more file descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// How long a connection that was made before the end may take to be noticed.
const LAST_CALL: Duration = Duration::from_millis(20);

/// What hyper needs at least for the head of a request.
const LEAST_HEAD_BYTES: usize = 8 * 1024;

/// A gateway that listens. It stops when it is dropped, or, answering what it has begun, by [`stop`](Self::stop).
#[derive(Debug)]
#[must_use = "the gateway stops when this is dropped"]
pub struct RunningGateway {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    /// Set once the gateway ends, so that answers tell their callers to come back by another connection.
    ending: Arc<AtomicBool>,
    server: JoinHandle<()>,
}

impl Gateway {
    /// Serves HTTP/1.1 on a loopback address; port 0 is one that is free.
    ///
    /// # Errors
    /// An address that is not loopback or that cannot be listened on.
    pub async fn serve(&self, address: impl Into<SocketAddr>) -> Result<RunningGateway, GatewayError> {
        let address = address.into();
        // Before it is bound, so that it is open to nobody for no moment.
        if !address.ip().is_loopback() {
            return Err(GatewayError::NotLoopback { address });
        }
        let listener = TcpListener::bind(address).await.map_err(|source| GatewayError::Listen { address, source })?;
        self.serve_on(listener)
    }

    /// Serves HTTP/1.1 on a listener that is there already.
    ///
    /// # Errors
    /// An address that is not loopback.
    pub fn serve_on(&self, listener: TcpListener) -> Result<RunningGateway, GatewayError> {
        let unknown = SocketAddr::from(([0, 0, 0, 0], 0));
        let address = listener.local_addr().map_err(|source| GatewayError::Listen { address: unknown, source })?;
        if !address.ip().is_loopback() {
            return Err(GatewayError::NotLoopback { address });
        }
        let (stop, stopped) = oneshot::channel();
        let connections = Connections::new(self.clone());
        let ending = Arc::clone(&connections.ending);
        let server = tokio::spawn(connections.run(listener, stopped));
        Ok(RunningGateway { address, stop: Some(stop), ending, server })
    }
}

impl RunningGateway {
    /// The gateway's URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address and the port that was free.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more connections, and waits for the answers that are under way, as long as the bounds say.
    pub async fn stop(mut self) {
        self.ending.store(true, Relaxed);
        if let Some(stop) = self.stop.take() {
            // Fails when the server has ended already.
            let _ = stop.send(());
        }
        // Fails when the server panicked, of which nobody needs to hear at the end.
        let _ = (&mut self.server).await;
    }
}

impl Drop for RunningGateway {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The connections of one listener. Dropping it drops them.
struct Connections {
    gateway: Gateway,
    places: Arc<Semaphore>,
    graceful: GracefulShutdown,
    ending: Arc<AtomicBool>,
    open: JoinSet<()>,
}

impl Connections {
    fn new(gateway: Gateway) -> Self {
        let places = Arc::new(Semaphore::new(gateway.0.bounds.connections.min(Semaphore::MAX_PERMITS)));
        Self { gateway, places, graceful: GracefulShutdown::new(), ending: Arc::default(), open: JoinSet::new() }
    }

    async fn run(mut self, listener: TcpListener, mut stopped: oneshot::Receiver<()>) {
        loop {
            tokio::select! {
                (stream, place) = accept(&listener, &self.places) => self.spawn(stream, place),
                Some(_) = self.open.join_next() => {}
                _ = &mut stopped => break,
            }
        }
        // Who has connected by now has been promised an answer by the operating system.
        while let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            let Ok(Ok((stream, _))) = timeout(LAST_CALL, listener.accept()).await else { break };
            self.spawn(stream, Some(place));
        }
        drop(listener);
        // What is not answered by then is cut off.
        let _ = timeout(self.gateway.0.bounds.drain, self.graceful.shutdown()).await;
    }

    fn spawn(&mut self, stream: TcpStream, place: Option<OwnedSemaphorePermit>) {
        let (gateway, framing) = (self.gateway.clone(), Arc::<Framing>::default());
        let ending = Arc::clone(&self.ending);
        let bounds = &self.gateway.0.bounds;
        // Fails when the caller has gone already, which the next read will say.
        let _ = stream.set_nodelay(true);
        let stream = Watched::new(stream, Arc::clone(&framing), bounds.stall);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.read_head)
            .max_buf_size(bounds.head_bytes.max(LEAST_HEAD_BYTES))
            .serve_connection(
                TokioIo::new(stream),
                service_fn(move |request: Request<Incoming>| {
                    let (gateway, framing, ending) = (gateway.clone(), Arc::clone(&framing), Arc::clone(&ending));
                    async move {
                        let mut answer = gateway.answer(&framing, request).await;
                        if ending.load(Relaxed) {
                            answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                        }
                        Ok::<_, Infallible>(answer)
                    }
                }),
            );
        let connection = self.graceful.watch(connection);
        self.open.spawn(async move {
            // Fails when the caller goes away, or an answer is cut off, which the caller sees.
            let _ = connection.await;
            drop(place);
        });
    }
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
