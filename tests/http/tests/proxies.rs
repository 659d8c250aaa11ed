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
    let builder = Client::builder().base_url(url).allow_plain_http();
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

/// Plain http to another machine, which the proxy forwards.
const PARCELS: &str = "http://parcels:8080";

/// Makes a call to `url` over each transport, and checks that the proxy received it as a whole.
async fn forwards(setting: impl Fn(&RawServer) -> Proxy, proxy: &RawServer, credential: Option<&str>) {
    for (index, transport) in TRANSPORTS.into_iter().enumerate() {
        assert_eq!(get(transport, PARCELS, setting(proxy)).await.unwrap(), "hi", "{transport}");
        let request = proxy.requests().remove(index);
        assert!(request.starts_with("GET http://parcels:8080/x HTTP/1.1\r\n"), "{transport}: {request}");
        let lower = request.to_ascii_lowercase();
        assert!(lower.contains("\r\nhost: parcels:8080\r\n"), "{transport}: {request}");
        let sent = lower.lines().find_map(|line| line.strip_prefix("proxy-authorization: "));
        assert_eq!(sent, credential, "{transport}: {request}");
    }
}

async fn forwarding_proxy() -> RawServer {
    RawServer::answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi").await
}

#[tokio::test]
async fn a_proxy_in_code_forwards_plain_http() {
    // `user:p@ss`
    let with_credential = |proxy: &RawServer| Proxy::new(&format!("http://user:p%40ss@{}", proxy.address)).unwrap();
    forwards(with_credential, &forwarding_proxy().await, Some("basic dxnlcjpwqhnz")).await;
    let without = |proxy: &RawServer| Proxy::new(&proxy.url()).unwrap();
    forwards(without, &forwarding_proxy().await, None).await;
}

#[tokio::test]
async fn a_proxy_in_code_is_not_used_for_plain_http_to_loopback() {
    let server = forwarding_proxy().await;
    for transport in TRANSPORTS {
        let nowhere = Proxy::new("http://127.0.0.1:1").unwrap();
        assert_eq!(get(transport, &server.url(), nowhere).await.unwrap(), "hi");
    }
}

#[test]
fn a_proxy_of_the_environment_forwards_plain_http() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        let proxy = runtime.block_on(forwarding_proxy());
        let variables = [(variable, &*proxy.url()), ("HTTPS_PROXY", "http://127.0.0.1:1"), ("NO_PROXY", "other")];
        own_process::run("inner::forwarded", "localhost", &variables);
        let requests = proxy.requests();
        assert!(requests.iter().all(|request| request.starts_with("GET http://parcels:8080/x ")), "{requests:?}");
        assert_eq!(requests.len(), TRANSPORTS.len());
    }
}

#[test]
fn a_proxy_of_the_environment_for_plain_http_is_refused_by_name_or_exempt() {
    for (variable, url) in [("http_proxy", "socks5://127.0.0.1:1080"), ("ALL_PROXY", "socks5h://127.0.0.1:1080")] {
        own_process::run("inner::plain_not_supported", "localhost", &[(variable, url)]);
        own_process::run("inner::plain_exempt", "localhost", &[(variable, url), ("NO_PROXY", "0.0.0.0")]);
    }
    // In a CGI program, a header of the caller sets this variable.
    let cgi = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "http://127.0.0.1:1")];
    own_process::run("inner::plain_exempt", "localhost", &cgi);
}

mod inner {
    use super::*;

    #[tokio::test]
    async fn forwarded() {
        if own_process::certificate().is_none() {
            return;
        }
        for transport in TRANSPORTS {
            assert_eq!(get(transport, PARCELS, Proxy::environment()).await.unwrap(), "hi", "{transport}");
        }
    }

    #[tokio::test]
    async fn plain_not_supported() {
        if own_process::certificate().is_none() {
            return;
        }
        for transport in TRANSPORTS {
            let error = get(transport, PARCELS, Proxy::environment()).await.unwrap_err();
            assert_eq!(error.stage(), Stage::Connect);
            assert!(format!("{error:?}").contains("the proxy of `"), "{error:?}");
        }
    }

    #[tokio::test]
    async fn plain_exempt() {
        if own_process::certificate().is_none() {
            return;
        }
        let server = forwarding_proxy().await;
        for transport in TRANSPORTS {
            // No rule knows this address as loopback.
            let url = format!("http://0.0.0.0:{}", server.address.port());
            assert_eq!(get(transport, &url, Proxy::environment()).await.unwrap(), "hi", "{transport}");
        }
    }

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
