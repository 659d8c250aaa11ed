//! Proxies, over both transports.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod own_process;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use endpoint_runtime::{
    Bytes, Client, Error, Stage, http,
    transport::{ConnectOptions, HyperTransport, Proxy, ReqwestTransport},
};
use endpoint_test_support::{
    raw_server::{RawServer, read_message},
    tls::Certificate,
};
use tokio::{
    io::{AsyncWriteExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
};

/// A proxy that leads every tunnel to one address, and keeps the requests for them.
struct TunnelProxy {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl TunnelProxy {
    async fn start(to: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let proxy = Self { address: listener.local_addr().unwrap(), requests: Arc::default() };
        let requests = Arc::clone(&proxy.requests);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let requests = Arc::clone(&requests);
                tokio::spawn(async move {
                    let request = read_message(&mut stream).await.unwrap();
                    requests.lock().unwrap().push(request);
                    let mut target = TcpStream::connect(to).await.unwrap();
                    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
                    // The tunnel ends when one side closes it.
                    let _ = copy_bidirectional(&mut stream, &mut target).await;
                });
            }
        });
        proxy
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn server(pem: String) -> RawServer {
    let certificate = Certificate { key: pem.clone(), pem };
    RawServer::over_tls(certificate.server_config(), "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi").await
}

async fn get(transport: &str, url: &str, proxy: Proxy) -> Result<Bytes, Error> {
    let options = ConnectOptions::default().proxy(proxy);
    let builder = Client::builder().base_url(url);
    let client = match transport {
        "reqwest" => builder.transport(ReqwestTransport::with_options(options).unwrap()),
        _ => builder.transport(HyperTransport::with_options(options).unwrap()),
    };
    let request = http::Request::get("/x").body(Bytes::new()).unwrap();
    Ok(client.build().unwrap().execute(request).await?.into_body())
}

const TRANSPORTS: [&str; 2] = ["reqwest", "hyper"];

#[test]
fn a_proxy_in_code_tunnels_https() {
    // It is used in place of that of the environment.
    own_process::run("inner::in_code", "api.test", &[("HTTPS_PROXY", "http://127.0.0.1:1"), ("NO_PROXY", "*")]);
}

#[test]
fn no_proxy_in_code_ignores_the_environment() {
    own_process::run("inner::none", "localhost", &[("HTTPS_PROXY", "http://127.0.0.1:1")]);
}

#[test]
fn a_proxy_of_the_environment_is_used() {
    for variable in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        // Nothing listens there, which both transports notice.
        own_process::run("inner::in_the_environment", "localhost", &[(variable, "http://127.0.0.1:1")]);
    }
}

#[test]
fn a_proxy_of_the_environment_that_is_not_supported_is_refused_by_name() {
    for (variable, url) in
        [("ALL_PROXY", "socks5://127.0.0.1:1080"), ("HTTPS_PROXY", "ftp://127.0.0.1"), ("HTTPS_PROXY", "a b")]
    {
        own_process::run("inner::not_supported", "localhost", &[(variable, url)]);
        own_process::run("inner::none", "localhost", &[(variable, url)]);
        own_process::run("inner::exempt", "localhost", &[(variable, url), ("NO_PROXY", "localhost")]);
    }
}

#[test]
fn hosts_that_no_proxy_names_use_none() {
    for no_proxy in ["*", "localhost", "other.test localhost", ".localhost,other.test"] {
        let variables = [("HTTPS_PROXY", "http://127.0.0.1:1"), ("NO_PROXY", no_proxy)];
        own_process::run("inner::exempt", "localhost", &variables);
    }
    let of_others = [("HTTPS_PROXY", "http://127.0.0.1:1"), ("NO_PROXY", "other.test,localhost:1")];
    own_process::run("inner::in_the_environment", "localhost", &of_others);
}

mod inner {
    use super::*;

    #[tokio::test]
    async fn in_code() {
        let Some(pem) = own_process::certificate() else { return };
        let server = server(pem).await;
        for transport in TRANSPORTS {
            let proxy = TunnelProxy::start(server.address).await;
            let setting = Proxy::new(&format!("http://user:p%40ss@{}", proxy.address)).unwrap();
            assert_eq!(get(transport, "https://api.test", setting).await.unwrap(), "hi", "{transport}");
            let [request] = <[String; 1]>::try_from(proxy.requests()).unwrap();
            assert!(request.starts_with("CONNECT api.test:443 HTTP/1.1\r\n"), "{transport}: {request}");
            // `user:p@ss`
            let credential = "proxy-authorization: basic dxnlcjpwqhnz";
            assert!(request.to_ascii_lowercase().contains(credential), "{transport}: {request}");
        }
        assert!(server.requests().iter().all(|request| request.starts_with("GET /x ") && !request.contains("roxy")));
    }

    /// Makes a call over each transport to a server that no proxy leads to. Returns the errors, or that the server answered all.
    async fn calls(proxy: Proxy) -> Option<Result<(), Vec<Error>>> {
        let server = server(own_process::certificate()?).await;
        let url = format!("https://localhost:{}", server.address.port());
        let mut errors = Vec::new();
        for transport in TRANSPORTS {
            match get(transport, &url, proxy.clone()).await {
                Ok(body) => assert_eq!(body, "hi", "{transport}"),
                Err(error) => errors.push(error),
            }
        }
        assert_eq!(server.requests().len() + errors.len(), TRANSPORTS.len());
        Some(if errors.is_empty() { Ok(()) } else { Err(errors) })
    }

    #[tokio::test]
    async fn none() {
        let Some(result) = calls(Proxy::none()).await else { return };
        result.unwrap();
    }

    #[tokio::test]
    async fn exempt() {
        let Some(result) = calls(Proxy::environment()).await else { return };
        result.unwrap();
    }

    #[tokio::test]
    async fn in_the_environment() {
        let Some(result) = calls(Proxy::environment()).await else { return };
        let stages: Vec<Stage> = result.unwrap_err().iter().map(Error::stage).collect();
        assert_eq!(stages, [Stage::Connect; 2]);
    }

    #[tokio::test]
    async fn not_supported() {
        let Some(result) = calls(Proxy::environment()).await else { return };
        let errors = result.unwrap_err();
        assert_eq!(errors.len(), TRANSPORTS.len());
        for error in errors {
            assert_eq!(error.stage(), Stage::Connect);
            assert!(format!("{error:?}").contains("the proxy of `"), "{error:?}");
        }
    }
}
