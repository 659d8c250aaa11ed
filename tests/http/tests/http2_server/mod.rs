//! A server of bare HTTP/2 frames that refuses every other stream, beginning with the first, and answers the others.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use endpoint_test_support::tls::Certificate;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

/// The refusal of a stream. The numbers are error codes (RFC 9113, section 7).
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refusal {
    /// The stream is reset.
    Reset(u32),
    /// A GOAWAY says that no stream was processed. The connection stays open.
    GoAway(u32),
    /// The same, and the connection is closed.
    GoAwayAndClose(u32),
    /// A GOAWAY says that the stream is processed, and the connection is closed without an answer.
    AcceptAndClose,
}

/// A running server. It lives as long as the runtime that started it.
pub(crate) struct Http2Server {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
}

/// Types of frames (RFC 9113, section 6).
mod frame {
    pub(super) const DATA: u8 = 0;
    pub(super) const HEADERS: u8 = 1;
    pub(super) const RST_STREAM: u8 = 3;
    pub(super) const SETTINGS: u8 = 4;
    pub(super) const GOAWAY: u8 = 7;
    pub(super) const END_STREAM: u8 = 1;
    pub(super) const END_HEADERS: u8 = 4;
    pub(super) const ACK: u8 = 1;
}

impl Http2Server {
    /// Starts a server with the certificate and the key in `pem`.
    pub(crate) async fn start(pem: &str, refusal: Refusal) -> Self {
        let certificate = Certificate { pem: pem.to_owned(), key: pem.to_owned() };
        let mut config = (*certificate.server_config()).clone();
        config.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(AtomicUsize::new(0));
        let server = Self { address, requests: Arc::clone(&requests) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, requests) = (acceptor.clone(), Arc::clone(&requests));
                tokio::spawn(async move {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        // The connection ends when the client closes it.
                        let _ = serve(stream, refusal, &requests).await;
                    }
                });
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("https://localhost:{}", self.address.port())
    }

    /// The number of requests so far.
    #[allow(dead_code, reason = "one of the two test programs counts them")]
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: TlsStream<TcpStream>, refusal: Refusal, requests: &AtomicUsize) -> std::io::Result<()> {
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await?;
    write(&mut stream, frame::SETTINGS, 0, 0, &[]).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let mut payload = vec![0; usize::from(head[1]) << 8 | usize::from(head[2])];
        stream.read_exact(&mut payload).await?;
        let id = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        match head[3] {
            frame::SETTINGS if head[4] & frame::ACK == 0 => {
                write(&mut stream, frame::SETTINGS, frame::ACK, 0, &[]).await?;
            }
            frame::HEADERS if requests.fetch_add(1, Ordering::SeqCst) % 2 == 1 => {
                // The byte is `:status: 200` in the static table of HPACK.
                write(&mut stream, frame::HEADERS, frame::END_HEADERS, id, &[0x88]).await?;
                write(&mut stream, frame::DATA, frame::END_STREAM, id, b"7").await?;
            }
            frame::HEADERS => match refusal {
                Refusal::Reset(code) => write(&mut stream, frame::RST_STREAM, 0, id, &code.to_be_bytes()).await?,
                Refusal::GoAway(code) => go_away(&mut stream, 0, code).await?,
                Refusal::GoAwayAndClose(code) => {
                    go_away(&mut stream, 0, code).await?;
                    return stream.shutdown().await;
                }
                Refusal::AcceptAndClose => {
                    go_away(&mut stream, id, 0).await?;
                    return stream.shutdown().await;
                }
            },
            _ => {}
        }
    }
}

async fn go_away(stream: &mut TlsStream<TcpStream>, last_stream: u32, code: u32) -> std::io::Result<()> {
    write(stream, frame::GOAWAY, 0, 0, &[last_stream.to_be_bytes(), code.to_be_bytes()].concat()).await
}

async fn write(stream: &mut TlsStream<TcpStream>, kind: u8, flags: u8, id: u32, payload: &[u8]) -> std::io::Result<()> {
    let length = u8::try_from(payload.len()).unwrap();
    stream.write_all(&[&[0, 0, length, kind, flags], &id.to_be_bytes()[..], payload].concat()).await?;
    stream.flush().await
}
