//! A server in axum, over a socket.

#![cfg(feature = "server")]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use crate::support_server::{JSON, send};
use endpoint_runtime::{
    Bytes, Client, Error, Result, endpoints,
    http::StatusCode,
    server::{self, Service as _},
};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct RevokeResponse {
    status_code: u16,
}

/// Connected Apps.
#[endpoints(server)]
trait ConnectedApps {
    /// Revokes.
    #[endpoint(POST "/v1/<organization_id>/connected_apps/<connected_app_id>/revoke")]
    async fn revoke(
        &self,
        organization_id: String,
        connected_app_id: u32,
        reason: Option<String>,
    ) -> Result<RevokeResponse>;

    /// Lists.
    #[endpoint(GET "/v1/<organization_id>/connected_apps")]
    async fn list(&self, organization_id: String) -> Result<Value>;
}

/// An implementation that stores the ids of revoked apps.
#[derive(Clone, Default)]
struct Fake(Arc<Mutex<Vec<String>>>);

impl ConnectedApps for Fake {
    async fn revoke(&self, request: RevokeRequest) -> Result<RevokeResponse> {
        if request.organization_id == "none" {
            return Err(Error::api(StatusCode::NOT_FOUND, json!({"error_type": "organization_not_found"})));
        }
        let RevokeRequest { organization_id, connected_app_id, reason } = request;
        self.0.lock().unwrap().push(format!("{organization_id} {connected_app_id} {reason:?}"));
        tokio::task::yield_now().await;
        Ok(RevokeResponse { status_code: 200 })
    }
}

#[tokio::test]
async fn a_server_is_a_service_of_its_own() {
    let mut server = ConnectedAppsServer::new(Fake::default());
    let request =
        crate::support_server::request("POST", "/v1/o%2F1/connected_apps/7/revoke", &[JSON], r#"{"reason":"r"}"#);
    let response = server.call(request).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.body().as_bytes(), Some(&Bytes::from_static(b"{\"status_code\":200}")));
    let collected = server::Router::new(server::Routes::new().merge(server)).unwrap();
    let answer = send(&collected, crate::support_server::request("GET", "/v1/o/connected_apps", &[], "")).await;
    assert_eq!(answer.json()["detail"], "`connected_apps_list` is not implemented");
}

#[tokio::test]
async fn a_client_needs_no_network() {
    let fake = Fake::default();
    let router = server::Router::new(ConnectedAppsServer::new(fake.clone()).routes()).unwrap();
    let client = Client::builder().service(router).build().unwrap();
    let apps = ConnectedAppsClient::from(client);
    apps.revoke(RevokeRequest::new("o/1?", 7_u32).reason("ü")).await.unwrap();
    assert_eq!(*fake.0.lock().unwrap(), ["o/1? 7 Some(\"ü\")"]);
    let error = apps.revoke(RevokeRequest::new("none", 7_u32)).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.as_api(), Some(&json!({"error_type": "organization_not_found"})));
    let error = apps.list(ListRequest::new("o")).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
}

#[tokio::test]
async fn head_over_a_socket_has_the_head_of_get() {
    let router = server::Router::new(ConnectedAppsServer::new(Fake::default()).routes()).unwrap();
    let app = axum::Router::new().nest_service("/tenant", router.clone()).fallback_service(router);
    for path in ["/v1/o/connected_apps", "/tenant/v1/o/connected_apps", "/nowhere"] {
        let request = |method| format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        let [get, head] =
            [over_a_socket(app.clone(), &request("GET")).await, over_a_socket(app.clone(), &request("HEAD")).await];
        let lines = |response: &str| {
            let (head, body) = response.split_once("\r\n\r\n").unwrap();
            let lines = head.lines().filter(|line| !line.starts_with("date:"));
            (lines.map(str::to_owned).collect::<std::collections::BTreeSet<_>>(), body.to_owned())
        };
        let (expected, body) = lines(&get);
        assert!(!body.is_empty(), "{get}");
        assert_eq!(lines(&head), (expected, String::new()), "{path}");
    }
}

/// Sends bytes to `app` over a socket and reads the response to its end.
async fn over_a_socket(app: axum::Router, request: &str) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(async move { axum::serve(listener, app).await });
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    // A server that waited for more bytes would never respond.
    let read = tokio::time::timeout(Duration::from_secs(30), socket.read_to_string(&mut response));
    read.await.expect("a response without waiting for more").unwrap();
    serving.abort();
    response
}

#[tokio::test]
async fn a_router_is_a_service_of_axum() {
    let apps = ConnectedAppsServer::new(Fake::default());
    let router = server::Router::new(apps.routes()).unwrap().max_request_bytes(1_000);
    let health = axum::Router::new().route("/health", axum::routing::get(async || "up"));
    let app = health.nest_service("/tenant", router.clone()).fallback_service(router);
    for (request, start, end) in [
        ("GET /health HTTP/1.1", "HTTP/1.1 200 OK", "up"),
        ("POST /v1/o/connected_apps/7/revoke HTTP/1.1", "HTTP/1.1 200 OK", "{\"status_code\":200}"),
        ("POST /tenant/v1/o/connected_apps/7/revoke HTTP/1.1", "HTTP/1.1 200 OK", "{\"status_code\":200}"),
        (
            "POST /v1/none/connected_apps/7/revoke HTTP/1.1",
            "HTTP/1.1 404 Not Found",
            "{\"error_type\":\"organization_not_found\"}",
        ),
        ("POST /v1/../connected_apps/7/revoke HTTP/1.1", "HTTP/1.1 400 Bad Request", "\"field\":\"organization_id\"}"),
        ("HEAD /v1/o/connected_apps/7/revoke HTTP/1.1", "HTTP/1.1 405 Method Not Allowed", "\r\n\r\n"),
        (
            "POST /v1/o/connected_apps/7/revoke HTTP/1.1\r\ncontent-length: 1001",
            "HTTP/1.1 413 Payload Too Large",
            "\"detail\":\"the body is longer than 1000 bytes, which is the most that is accepted\"}",
        ),
    ] {
        let request = format!("{request}\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        let response = over_a_socket(app.clone(), &request).await;
        assert!(response.starts_with(start) && response.ends_with(end), "{request}{response}");
    }
    let chunked = "POST /v1/o/connected_apps/7/revoke HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
                   content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n\
                   9\r\n{\"reason\"\r\n5\r\n:\"r\"}\r\n0\r\n\r\n";
    let response = over_a_socket(app, chunked).await;
    assert!(response.contains("\r\ncontent-length: 19\r\n"), "{response}");
}
