//! A server on loopback that answers with given bytes, and keeps every request as text.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A running server. It lives as long as the runtime that started it.
#[derive(Debug)]
pub struct RawServer {
    /// The address on which it listens.
    pub address: SocketAddr,
    log: Arc<Log>,
}

/// The end of a connection after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The connection takes the next request.
    KeepAlive,
    /// The connection is closed.
    Close,
    /// The connection is closed after an answer of no bytes, and otherwise takes the next request.
    CloseAfterNothing,
    /// The connection is reset.
    Reset,
    /// Bytes follow without an end.
    Flood,
}

#[derive(Debug)]
struct Log {
    answers: Vec<Vec<u8>>,
    then: Then,
    requests: Mutex<Vec<String>>,
    connections: AtomicUsize,
}

impl RawServer {
    /// Starts a server that gives the same answer to all requests and keeps its connections.
    ///
    /// # Panics
    /// If the system has no free port.
    pub async fn answering(answer: impl Into<Vec<u8>>) -> Self {
        Self::start(vec![answer.into()], Then::KeepAlive).await
    }

    /// Starts a server that gives these answers in turn, the last one again and again. A connection ends as `then`
    /// says.
    ///
    /// # Panics
    /// If the system has no free port.
    pub async fn start(answers: Vec<Vec<u8>>, then: Then) -> Self {
        Self::accept(answers, then, |stream, log| async move { log.serve(stream).await }).await
    }

    /// Starts a server that speaks TLS and gives the same answer to all requests. Connections without a complete
    /// handshake leave no trace.
    ///
    /// # Panics
    /// If the system has no free port.
    #[cfg(feature = "tls")]
    pub async fn over_tls(config: Arc<tokio_rustls::rustls::ServerConfig>, answer: impl Into<Vec<u8>>) -> Self {
        let acceptor = tokio_rustls::TlsAcceptor::from(config);
        let serve = move |stream, log: Arc<Log>| {
            let accepting = acceptor.accept(stream);
            async move {
                if let Ok(stream) = accepting.await {
                    log.serve(stream).await;
                }
            }
        };
        Self::accept(vec![answer.into()], Then::KeepAlive, serve).await
    }

    async fn accept<F: Future<Output = ()> + Send + 'static>(
        answers: Vec<Vec<u8>>,
        then: Then,
        serve: impl Fn(TcpStream, Arc<Log>) -> F + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let log = Log { answers, then, requests: Mutex::default(), connections: AtomicUsize::new(0) };
        let log = Arc::new(log);
        let server = Self { address, log: Arc::clone(&log) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                log.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, Arc::clone(&log)));
            }
        });
        server
    }

    /// The base URL, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far, each with its head and body as they came. A request is kept before it is answered.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.log.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The one request so far.
    ///
    /// # Panics
    /// If there was none, or more than one.
    #[expect(clippy::must_use_candidate, reason = "tests call it for its check alone, too")]
    pub fn only_request(&self) -> String {
        let [request] = <[String; 1]>::try_from(self.requests()).expect("one request");
        request
    }

    /// The number of connections so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.log.connections.load(Ordering::SeqCst)
    }
}

impl Log {
    async fn serve(&self, mut stream: impl AsyncRead + AsyncWrite + Unpin + SetLinger) {
        while let Some(request) = read_message(&mut stream).await {
            let answer = self.answer_to(request);
            // The client may have gone before all is written.
            if stream.write_all(answer).await.is_err() || stream.flush().await.is_err() {
                return;
            }
            match self.then {
                Then::CloseAfterNothing if answer.is_empty() => return drop(stream.shutdown().await),
                Then::KeepAlive | Then::CloseAfterNothing => {}
                Then::Close => return drop(stream.shutdown().await),
                Then::Reset => return stream.set_zero_linger(),
                Then::Flood => while stream.write_all(&[b'x'; 4096]).await.is_ok() {},
            }
        }
    }

    fn answer_to(&self, request: String) -> &[u8] {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = self.answers.get(requests.len()).or(self.answers.last());
        requests.push(request);
        answer.map_or(&[], Vec::as_slice)
    }
}

/// Streams that can be reset.
trait SetLinger {
    fn set_zero_linger(&self);
}

impl SetLinger for TcpStream {
    fn set_zero_linger(&self) {
        // Else the connection is closed, and the test says so.
        let _ = TcpStream::set_zero_linger(self);
    }
}

#[cfg(feature = "tls")]
impl SetLinger for tokio_rustls::server::TlsStream<TcpStream> {
    fn set_zero_linger(&self) {
        SetLinger::set_zero_linger(self.get_ref().0);
    }
}

/// Reads the next message of a stream: its head, and its body as it is framed. `None` at the stream's end.
///
/// # Panics
/// If the length of the body is not a number.
pub async fn read_message(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
    if let Some(length) = head.lines().find_map(|line| line.strip_prefix("content-length: ")) {
        for _ in 0..length.parse::<usize>().expect("a content length is a number") {
            bytes.push(stream.read_u8().await.ok()?);
        }
    } else if head.contains("transfer-encoding: chunked") {
        while !bytes.ends_with(b"0\r\n\r\n") {
            bytes.push(stream.read_u8().await.ok()?);
        }
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
