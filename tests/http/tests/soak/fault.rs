//! The ways in which a server fails, and a server that fails in the way that the request names.

use std::{net::SocketAddr, time::Duration};

use endpoint_runtime::{Client, Result, Stage, endpoints};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

#[endpoints]
pub(crate) trait Faults {
    #[endpoint(GET "/faults/<name>", auth = none)]
    async fn meet(&self, name: String) -> Result<u8>;
}

/// A way in which a server fails.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    name: &'static str,
    /// The bytes of the answer.
    answer: &'static [u8],
    end: End,
    /// The stage at which a call fails; `None` if it succeeds.
    stage: Option<Stage>,
}

/// The end of a connection after the answer.
#[derive(Clone, Copy, Debug)]
enum End {
    /// It takes the next request.
    Keep,
    Close,
    Reset,
    /// It waits until the client closes it.
    Wait,
    /// Bytes follow until the client closes it.
    Flood,
}

const fn fault(name: &'static str, answer: &'static [u8], end: End, stage: Option<Stage>) -> Fault {
    Fault { name, answer, end, stage }
}

/// The beginning of a gzip stream.
const TRUNCATED_GZIP: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 12\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\x33\x07";

/// All of them, beside the server that refuses connections. A connection that is closed after a whole answer is announced to be, or a later call
/// that takes it would fail now and then.
pub(crate) const FAULTS: &[Fault] = &[
    fault("none", b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n7", End::Keep, None),
    fault("too_long", b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 1\r\n\r\n7 and more", End::Close, None),
    fault("closed_before_the_head", b"", End::Close, Some(Stage::Transport)),
    fault("reset_before_the_head", b"", End::Reset, Some(Stage::Transport)),
    fault("closed_within_the_head", b"HTTP/1.1 200 OK\r\ncont", End::Close, Some(Stage::Transport)),
    fault("reset_within_the_head", b"HTTP/1.1 200 OK\r\ncont", End::Reset, Some(Stage::Transport)),
    fault(
        "closed_within_the_body",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n7",
        End::Close,
        Some(Stage::Transport),
    ),
    fault(
        "reset_within_the_body",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n7",
        End::Reset,
        Some(Stage::Transport),
    ),
    fault(
        "closed_within_a_chunk",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n7",
        End::Close,
        Some(Stage::Transport),
    ),
    fault("slow_head", b"HTTP/1.1 200 ", End::Wait, Some(Stage::Timeout)),
    fault("slow_body", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n7", End::Wait, Some(Stage::Timeout)),
    fault("garbage", b"\0\xff no HTTP\r\n\r\n", End::Close, Some(Stage::Transport)),
    fault("no_json", b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{", End::Keep, Some(Stage::Decode)),
    fault("truncated_gzip", TRUNCATED_GZIP, End::Keep, Some(Stage::Decode)),
    fault("endless", b"HTTP/1.1 200 OK\r\n\r\n", End::Flood, Some(Stage::Decode)),
    fault("internal", b"HTTP/1.1 500 Oh\r\ncontent-length: 2\r\n\r\n{}", End::Keep, Some(Stage::Api)),
    fault(
        "unavailable",
        b"HTTP/1.1 503 Oh\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}",
        End::Close,
        Some(Stage::Api),
    ),
    fault("too_many", b"HTTP/1.1 429 Oh\r\nretry-after: 0\r\ncontent-length: 2\r\n\r\n{}", End::Keep, Some(Stage::Api)),
];

impl Fault {
    /// Calls the endpoint that fails so, and checks that it does.
    pub(crate) async fn meet(self, client: &Client) {
        let call = client.send(MeetRequest::new(self.name));
        let is_slow = matches!(self.end, End::Wait);
        let result = if is_slow { call.timeout(Duration::from_millis(20)).await } else { call.await };
        let stage = result.as_ref().err().map(endpoint_runtime::Error::stage);
        assert_eq!(stage, self.stage, "{}: {result:?}", self.name);
    }
}

/// Starts a server on the current runtime.
pub(crate) async fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // The client closes the connection whenever it likes.
            tokio::spawn(async move { drop(answer(stream).await) });
        }
    });
    address
}

/// Answers the requests of a connection. None of them has a body.
async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut request = Vec::new();
    loop {
        request.clear();
        while !request.ends_with(b"\r\n\r\n") {
            if stream.read_buf(&mut request).await? == 0 {
                return Ok(());
            }
        }
        let request = String::from_utf8_lossy(&request);
        let name = request.split([' ', '/']).nth(3).unwrap_or_default();
        let fault = FAULTS.iter().find(|fault| fault.name == name).unwrap();
        stream.write_all(fault.answer).await?;
        match fault.end {
            End::Keep => {}
            End::Close => return stream.shutdown().await,
            End::Reset => return stream.set_zero_linger(),
            End::Wait => return stream.read_u8().await.map(drop),
            End::Flood => loop {
                stream.write_all(&[b' '; 4096]).await?;
            },
        }
    }
}
