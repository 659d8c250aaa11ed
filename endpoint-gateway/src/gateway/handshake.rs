//! The beginning of a connection over TLS.

use std::{io, sync::Arc, time::Duration};

use rustls::ServerConfig;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use crate::{Problem, raw_response};

/// The first byte of a TLS record that opens a connection.
const HANDSHAKE: u8 = 0x16;

/// The most that is read of what came without TLS.
const MAX_PLAIN_BYTES: u64 = 64 * 1024;

/// Performs the TLS handshake within this time. A caller that speaks no TLS gets a problem document.
pub(super) async fn handshake(
    mut stream: TcpStream,
    config: Arc<ServerConfig>,
    limit: Duration,
) -> Option<TlsStream<TcpStream>> {
    let shaken = timeout(limit, async {
        let mut first = [0];
        match stream.peek(&mut first).await? {
            0 => Ok(None),
            _ if first == [HANDSHAKE] => TlsAcceptor::from(config).accept(stream).await.map(Some),
            _ => refuse_plain(&mut stream).await.map(|()| None),
        }
    });
    match shaken.await {
        Ok(Ok(stream)) => stream,
        Ok(Err(error)) => {
            tracing::debug!(%error, "a caller's TLS handshake failed");
            None
        }
        Err(_) => {
            tracing::debug!("a caller's TLS handshake took too long");
            None
        }
    }
}

/// Answers a caller that speaks HTTP without TLS. The request is not read.
async fn refuse_plain(stream: &mut TcpStream) -> io::Result<()> {
    let detail = "this port speaks TLS only; use `https`, and make a new key where one was just sent without TLS";
    stream.write_all(&raw_response::to_bytes(Problem::bad_request("tls_wanted", detail))).await?;
    stream.shutdown().await?;
    // What stays unread would make the operating system take the answer back.
    tokio::io::copy(&mut stream.take(MAX_PLAIN_BYTES), &mut tokio::io::sink()).await.map(drop)
}
