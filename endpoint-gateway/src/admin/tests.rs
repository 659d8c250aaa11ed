//! The admin listener over raw TCP.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

use super::*;
use crate::metrics::Outcome;

async fn start() -> (SocketAddr, Readiness, Arc<Metrics>, oneshot::Sender<()>) {
    let metrics = Arc::new(Metrics::new(["teams_size"], None).unwrap());
    let readiness = Readiness::default();
    let admin = Admin::bind("127.0.0.1:0".parse().unwrap(), Arc::clone(&metrics), readiness.clone()).await.unwrap();
    let (address, (stop, stopped)) = (admin.address(), oneshot::channel());
    tokio::spawn(admin.serve(async {
        let _ = stopped.await;
    }));
    (address, readiness, metrics, stop)
}

async fn ask(address: SocketAddr, line: &str, host: &str) -> String {
    send(address, format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).await
}

async fn send(address: SocketAddr, request: String) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    response
}

#[tokio::test]
async fn it_tells_whether_the_gateway_lives_and_is_ready() {
    let (address, readiness, _, _stop) = start().await;
    let host = address.to_string();
    let status = async |line: &str| ask(address, line, &host).await[9..12].to_owned();
    assert_eq!(status("GET /healthz").await, "200");
    assert_eq!(status("GET /readyz").await, "503");
    readiness.set(true);
    assert_eq!(status("GET /readyz").await, "200");
    readiness.set(false);
    assert_eq!(status("GET /readyz").await, "503");
    assert_eq!(status("HEAD /healthz").await, "200");
    assert_eq!(status("POST /healthz").await, "405");
    assert_eq!(status("GET /").await, "404");
    assert_eq!(status("GET /healthz/").await, "404");
}

#[tokio::test]
async fn an_offer_of_another_protocol_is_ignored() {
    let (address, _, _, _stop) = start().await;
    for offer in [
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
        "Connection: Upgrade\r\nUpgrade: TLS/1.2\r\n",
        "Upgrade: websocket\r\n",
    ] {
        let get = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\n");
        let response = send(address, format!("{get}{offer}\r\n{get}Connection: close\r\n\r\n")).await;
        assert_eq!(response.matches("HTTP/1.1 200 OK").count(), 2, "{offer}: {response}");
    }
}

#[tokio::test]
async fn it_shows_the_metrics() {
    let (address, _, metrics, _stop) = start().await;
    metrics.finished(Some("teams_size"), Outcome::Success, Duration::from_millis(1));
    let response = ask(address, "GET /metrics", &format!("localhost:{}", address.port())).await;
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");
    assert!(response.contains("content-type: text/plain; version=0.0.4"), "{response}");
    assert!(response.contains(r#"gateway_requests_total{operation="teams_size",outcome="success"} 1"#), "{response}");
}

#[tokio::test]
async fn a_rebound_name_reads_nothing() {
    let (address, _, _, _stop) = start().await;
    let response = ask(address, "GET /metrics", &format!("rebound.example:{}", address.port())).await;
    assert!(response.starts_with("HTTP/1.1 403") && !response.contains("gateway_"), "{response}");
}

#[tokio::test]
async fn it_is_opened_to_no_network() {
    let metrics = Arc::new(Metrics::new([], None).unwrap());
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let refused = Admin::bind(address.parse().unwrap(), Arc::clone(&metrics), Readiness::default()).await;
        assert!(matches!(refused, Err(AdminError::NotLoopback { .. })), "{address}");
    }
}

#[tokio::test]
async fn it_stops_on_request() {
    let (address, _, _, stop) = start().await;
    ask(address, "GET /healthz", &address.to_string()).await;
    stop.send(()).unwrap();
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}
