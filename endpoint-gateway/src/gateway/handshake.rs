//! The TLS handshake of a caller's connection.

use std::{io, sync::Arc, time::Duration};

use rustls::ServerConfig;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use crate::{Problem, raw_response};

/// The first byte of a TLS handshake record.
const HANDSHAKE: u8 = 0x16;

/// The maximum number of bytes that are read of a request without TLS.
const MAX_PLAIN_BYTES: u64 = 64 * 1024;

/// Performs the TLS handshake within this timeout. Responds with a problem document to a caller that does not use TLS.
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

/// Refuses a request over HTTP without TLS. The request is not parsed.
async fn refuse_plain(stream: &mut TcpStream) -> io::Result<()> {
    let detail = "this port takes TLS only; use `https`, and replace the caller key if one was just sent without TLS";
    stream.write_all(&raw_response::to_bytes(Problem::bad_request("tls_wanted", detail))).await?;
    stream.shutdown().await?;
    // Unread bytes would make the operating system reset the connection before the response is delivered.
    tokio::io::copy(&mut stream.take(MAX_PLAIN_BYTES), &mut tokio::io::sink()).await.map(drop)
}
