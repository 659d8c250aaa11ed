//! Requests that HTTP allows, and that the gateway forwards: offers of other protocols, HEAD, and unusual values.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::{JSON, has, pair, raw, status};

/// Headers that offer another protocol.
const OFFERS: [&str; 8] = [
    // A default Java client.
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
    "Connection: Upgrade\r\nUpgrade: TLS/1.2\r\n",
    "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: a\r\n",
    "Connection: upgrade\r\nConnection: http2-settings\r\nUpgrade: TLS/1.2, HTTP/2.0, h2c\r\nUpgrade: other\r\n",
    "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
    "Upgrade: TLS/1.2\r\n",
    "Connection: Upgrade\r\nUpgrade:\r\n",
    "Connection: Upgrade, X-Reason\r\nUpgrade: h2c\r\nX-Reason: hop\r\n",
];

#[tokio::test]
async fn an_offer_of_another_protocol_is_ignored() {
    let (gateway, upstream) = pair(JSON).await;
    for offer in OFFERS {
        let before = upstream.requests().len();
        let body = "{\"name\":\"a\"}";
        let put = format!(
            "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{offer}\r\n{body}",
            body.len()
        );
        // The connection goes on with HTTP/1.1.
        let get = format!("GET /v1/things/a HTTP/1.1\r\nHost: a\r\n{offer}\r\n");
        let last = "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        let response = raw(&gateway, [put, get, last.to_owned()].concat()).await;
        assert_eq!(response.matches("HTTP/1.1 200 OK").count(), 3, "{offer}: {response}");
        let requests = upstream.requests().split_off(before);
        assert_eq!(requests.len(), 3, "{offer}");
        assert!(requests[0].ends_with(body), "{requests:?}");
        for request in requests {
            let request = request.to_lowercase();
            for name in ["upgrade", "http2-settings", "connection", "sec-", "x-reason"] {
                assert!(!request.contains(&format!("\r\n{name}")), "{offer}: {request}");
            }
        }
    }
    // An offer in HTTP/1.0, which has no upgrades, and HTTP/2 without an offer.
    let old = raw(&gateway, "GET /v1/hello/a HTTP/1.0\r\nHost: a\r\nUpgrade: h2c\r\n\r\n").await;
    assert_eq!(status(&old), 200, "{old}");
    let preface = raw(&gateway, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    assert!(matches!(status(&preface), 0 | 400), "{preface}");
}

#[tokio::test]
async fn a_target_may_be_a_url_of_the_same_host() {
    let (gateway, upstream) = pair(JSON).await;
    for (target, host, expected) in [
        ("http://gateway/v1/hello/a", "gateway", 200),
        ("http://GATEWAY:8080/v1/hello/a", "gateway.:8080", 200),
        ("http://gateway/v1/hello/a", "other", 400),
        ("http://gateway:8080/v1/hello/a", "gateway:80", 400),
        ("http://gateway@other/v1/hello/a", "gateway", 400),
        ("http://gateway", "gateway", 404),
        ("gateway/v1/hello/a", "gateway", 400),
    ] {
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let response = raw(&gateway, request).await;
        assert_eq!(status(&response), expected, "{target}: {response}");
    }
    assert!(upstream.requests().iter().all(|request| request.starts_with("GET /base/v1/hello/a ")));
}

/// Checks values that HTTP leaves to the peers (RFC 9110, section 5.5).
#[tokio::test]
async fn a_value_of_any_bytes_that_http_allows_is_forwarded() {
    let (gateway, upstream) = pair(JSON).await;
    let fields = b"User-Agent: caf\xe9\tb\xc3\xa9\r\nX-Request-Id:\r\n";
    let request =
        [b"GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n".as_slice(), fields, b"\r\n"].concat();
    let response = raw(&gateway, request).await;
    assert_eq!(status(&response), 200, "{response}");
    let request = upstream.only_request().to_lowercase();
    assert!(
        request.contains("user-agent: caf\u{fffd}\tb\u{e9}\r\n") && request.contains("x-request-id: \r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn head_is_forwarded_for_an_operation_of_get() {
    let (gateway, upstream) = pair(JSON).await;
    let head = crate::support::send(&gateway, "HEAD /v1/hello/a", "").await;
    assert_eq!(status(&head), 200, "{head}");
    assert!(has(&head, "content-length: 2") && has(&head, "content-type: application/json"), "{head}");
    assert!(head.ends_with("\r\n\r\n"), "{head}");
    assert!(upstream.only_request().starts_with("HEAD /base/v1/hello/a "));
}
