//! Accepting connections, at most so many at a time, each served by a task of its own.

use std::{fmt, sync::Arc, time::Duration};

use tokio::{
    net::{TcpListener, TcpStream},
    select,
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time::{Instant, sleep, timeout_at},
};

/// The pause after a connection could not be accepted, as when there are no more file descriptors.
const PAUSE: Duration = Duration::from_millis(50);

/// A listening socket and the connections that it has accepted. Dropping it ends them all. Feature `listener`.
///
/// ```
/// use endpoint_runtime::server::Listener;
/// use tokio::{io::AsyncWriteExt, net::TcpListener};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let mut listener = Listener::new(TcpListener::bind("127.0.0.1:0").await?, 256);
/// let stop = async {};
/// let greet = |mut stream: tokio::net::TcpStream| async move { drop(stream.write_all(b"hello").await) };
/// listener.accept_until(stop, greet).await;
/// // The socket is closed, and what was begun is finished.
/// listener.close().join_all().await;
/// # Ok::<(), std::io::Error>(())
/// # })?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Listener {
    socket: TcpListener,
    permits: Arc<Semaphore>,
    connections: JoinSet<()>,
}

impl Listener {
    /// Creates a listener that serves at most `max_connections` at a time. Others wait in the socket's queue.
    #[must_use]
    pub fn new(socket: TcpListener, max_connections: usize) -> Self {
        let permits = Arc::new(Semaphore::new(max_connections.min(Semaphore::MAX_PERMITS)));
        Self { socket, permits, connections: JoinSet::new() }
    }

    /// Accepts connections and runs what `serve` makes of each, until `stop` is over.
    pub async fn accept_until<S>(&mut self, stop: impl Future, mut serve: impl FnMut(TcpStream) -> S)
    where
        S: Future<Output = ()> + Send + 'static,
    {
        let mut stop = std::pin::pin!(stop);
        loop {
            select! {
                (stream, permit) = accept(&self.socket, &self.permits) => self.spawn(stream, permit, &mut serve),
                Some(_) = self.connections.join_next() => {}
                _ = &mut stop => return,
            }
        }
    }

    /// Accepts the connections that were made before the end, to which the operating system has promised an answer: until
    /// none is noticed within `pause`, `limit` is over, or as many are open as there may be.
    pub async fn accept_waiting<S>(&mut self, pause: Duration, limit: Duration, mut serve: impl FnMut(TcpStream) -> S)
    where
        S: Future<Output = ()> + Send + 'static,
    {
        let end = Instant::now() + limit;
        while let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            let Ok(Ok((stream, _))) = timeout_at(end.min(Instant::now() + pause), self.socket.accept()).await else {
                return;
            };
            self.spawn(stream, Some(permit), &mut serve);
        }
    }

    /// Closes the socket, and returns the connections that are open.
    #[must_use = "the connections end when they are dropped"]
    pub fn close(self) -> JoinSet<()> {
        self.connections
    }

    fn spawn<S>(
        &mut self,
        stream: TcpStream,
        permit: Option<OwnedSemaphorePermit>,
        serve: &mut impl FnMut(TcpStream) -> S,
    ) where
        S: Future<Output = ()> + Send + 'static,
    {
        // Fails when the peer has gone already, which the next read will say.
        let _ = stream.set_nodelay(true);
        let served = serve(stream);
        self.connections.spawn(async move {
            served.await;
            drop(permit);
        });
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { socket, connections, .. } = self;
        f.debug_struct("Listener").field("socket", socket).field("open", &connections.len()).finish_non_exhaustive()
    }
}

/// Accepts the next connection once there is a permit for it.
async fn accept(socket: &TcpListener, permits: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // `None` only when the semaphore is closed, which it never is.
    let permit = Arc::clone(permits).acquire_owned().await.ok();
    loop {
        match socket.accept().await {
            Ok((stream, _)) => return (stream, permit),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(PAUSE).await;
            }
        }
    }
}
