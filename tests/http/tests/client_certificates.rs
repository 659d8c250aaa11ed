//! Client certificates against a server that requires one, over both transports.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod own_process;

use endpoint_runtime::{
    Bytes, Client, Result, Stage, http,
    transport::{ConnectOptions, HyperTransport, Identity, ReqwestTransport},
};
use endpoint_test_support::tls::{Authority, Certificate};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

#[test]
fn a_server_that_requires_a_client_certificate_gets_it() {
    own_process::run("inner::over_both_transports", "localhost", &[]);
}

/// Starts a server that requires a certificate of the authority, and answers with the number of certificates that it got.
async fn start(pem: &str, clients: &Authority) -> u16 {
    let certificate = Certificate { pem: pem.to_owned(), key: pem.to_owned() };
    let acceptor = TlsAcceptor::from(certificate.server_config_for_clients_of(clients));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let count = stream.get_ref().1.peer_certificates().map_or(0, <[_]>::len);
                let mut head = [0; 4096];
                let _ = stream.read(&mut head).await;
                let response = format!("HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\n{count}");
                let _ = stream.write_all(response.as_bytes()).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    port
}

fn clients(port: u16, identity: Option<&Identity>) -> [Client; 3] {
    let options = || match identity {
        Some(identity) => ConnectOptions::default().identity(identity.clone()),
        None => ConnectOptions::default(),
    };
    let builder = || Client::builder().base_url(format!("https://localhost:{port}").as_str());
    let default = match identity {
        Some(identity) => builder().identity(identity.clone()),
        None => builder(),
    };
    [
        builder().transport(ReqwestTransport::with_options(options()).unwrap()),
        builder().transport(HyperTransport::with_options(options()).unwrap()),
        default,
    ]
    .map(|builder| builder.build().unwrap())
}

async fn get(client: &Client) -> Result<Bytes> {
    let response = client.execute(http::Request::get("/").body(Bytes::new()).unwrap()).no_retry().await?;
    Ok(response.into_body())
}

mod inner {
    use super::*;

    #[tokio::test]
    async fn over_both_transports() {
        let Some(pem) = own_process::certificate() else { return };
        let authority = Authority::new();
        let port = start(&pem, &authority).await;
        let issued = authority.issue("client.example");
        let identity = Identity::from_pem(issued.pem.as_str(), issued.key.as_str()).unwrap();
        for client in clients(port, Some(&identity)) {
            assert_eq!(get(&client).await.unwrap(), "1");
        }
        // Without a certificate, or with one of another authority, the server ends the handshake.
        let other = Authority::new().issue("client.example");
        let other = Identity::from_pem(other.pem, other.key).unwrap();
        for client in clients(port, None).iter().chain(&clients(port, Some(&other))) {
            let error = get(client).await.unwrap_err();
            assert!(matches!(error.stage(), Stage::Connect | Stage::Transport), "{error:?}");
        }
    }

    #[tokio::test]
    async fn a_broken_identity_is_an_error_of_the_builder() {
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        let options = || ConnectOptions::default().identity(Identity::from_pem(broken, key).unwrap());
        assert!(ReqwestTransport::with_options(options()).is_err());
        assert!(HyperTransport::with_options(options()).is_err());
    }
}
