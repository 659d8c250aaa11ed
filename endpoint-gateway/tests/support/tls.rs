//! Callers over TLS.

use endpoint_test_support::raw_server::read_message;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{client::TlsStream, rustls::pki_types::CertificateDer};

/// Sends one request over a connection and reads its response, which has a length.
pub(crate) async fn ask(stream: &mut TlsStream<TcpStream>, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.flush().await.unwrap();
    read_message(stream).await.unwrap_or_default()
}

/// Returns the certificate of the server.
pub(crate) fn shown(stream: &TlsStream<TcpStream>) -> CertificateDer<'static> {
    stream.get_ref().1.peer_certificates().unwrap().first().unwrap().clone().into_owned()
}

/// Returns whether the other side closed the connection properly.
pub(crate) async fn is_ended(stream: &mut TlsStream<TcpStream>) -> bool {
    matches!(stream.read(&mut [0]).await, Ok(0))
}
