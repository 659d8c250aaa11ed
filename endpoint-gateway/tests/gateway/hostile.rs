//! Requests that a gateway and the server behind it could read differently, over raw TCP.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::{JSON, pair, raw, send, status};

/// Malformed targets, each with the allowed statuses of the response. None reaches the upstream.
const TARGETS: [(&str, &[u16]); 62] = [
    // Dot segments: plain, encoded, mixed, encoded twice and three times, and texts that some servers read as them.
    ("/v1/hello/..", &[400]),
    ("/v1/hello/.", &[400]),
    ("/v1/hello/%2e%2e", &[400]),
    ("/v1/hello/%2E%2e", &[400]),
    ("/v1/hello/.%2e", &[400]),
    ("/v1/hello/%2e.", &[400]),
    ("/v1/hello/%2e", &[400]),
    ("/v1/hello/%252e%252e", &[400]),
    ("/v1/hello/%25252e%25252e", &[400]),
    ("/v1/hello/.%252e", &[400]),
    ("/v1/hello/..;", &[400]),
    ("/v1/hello/..;a=b", &[400]),
    ("/v1/hello/..%3Bx", &[400]),
    ("/v1/hello/..%20", &[400]),
    ("/v1/hello/a/../../things/b", &[400, 404]),
    ("/v1/things/../hello/a", &[400, 404]),
    ("/v1/./hello/a", &[400, 404]),
    ("/../v1/hello/a", &[400, 404]),
    ("/v1/hello/a/..", &[400, 404]),
    ("/v1/hello/a/.", &[400, 404]),
    ("/./v1/hello/a", &[400, 404]),
    ("/%2e/v1/hello/a", &[400, 404]),
    // Values that would be more than one segment, or end the line.
    ("/v1/hello/a%2Fb", &[400]),
    ("/v1/hello/a%2fb", &[400]),
    ("/v1/hello/%2F", &[400]),
    ("/v1/hello/..%2F..%2Fadmin", &[400]),
    ("/v1/hello/a%252Fb", &[400]),
    ("/v1/hello/a\\b", &[400]),
    ("/v1/hello/..\\admin", &[400]),
    ("/v1/hello/a%5Cb", &[400]),
    ("/v1/hello/a%255cb", &[400]),
    ("/v1/hello/a%00", &[400]),
    ("/v1/hello/%0d%0aX-Evil:%20a", &[400]),
    ("/v1/hello/a%09", &[400]),
    ("/v1/hello/a%7F", &[400]),
    ("/v1/hello/a%C2%85", &[400]),
    ("/v1/hello/a%250a", &[400]),
    // Malformed percent-encoding and text that is not UTF-8, with overlong forms of `/` and `.`.
    ("/v1/hello/%", &[400]),
    ("/v1/hello/%2", &[400]),
    ("/v1/hello/%zz", &[400]),
    ("/v1/hello/%u002e", &[400]),
    ("/v1/hello/%FF", &[400]),
    ("/v1/hello/%C0%AF", &[400]),
    ("/v1/hello/%C0%AE%C0%AE", &[400]),
    ("/v1/hello/%ED%A0%80", &[400]),
    // Slashes and case.
    ("//v1/hello/a", &[400, 404]),
    ("/v1//hello/a", &[404]),
    ("/v1/hello//a", &[404]),
    ("/v1/hello/", &[404]),
    ("/v1/hello/a/", &[404]),
    ("/V1/hello/a", &[404]),
    ("/v1/Hello/a", &[404]),
    ("/v1/HELLO/a", &[404]),
    ("/v1/hello%2Fa", &[400, 404]),
    ("/", &[404]),
    // Targets that are not in origin-form, and one with a fragment.
    ("http://evil.example/v1/hello/a", &[400]),
    ("https://127.0.0.1/v1/hello/a", &[400]),
    ("evil.example:443", &[400]),
    ("*", &[400]),
    ("v1/hello/a", &[400]),
    ("/v1/hello/a#b", &[400]),
    ("@evil.example/v1/hello/a", &[400]),
];

#[tokio::test]
async fn no_hostile_target_reaches_the_upstream() {
    let (gateway, upstream) = pair(JSON).await;
    for (target, statuses) in TARGETS {
        let response = send(&gateway, &format!("GET {target}"), "").await;
        assert!(statuses.contains(&status(&response)), "{target}: {response}");
    }
    let response = send(&gateway, "CONNECT evil.example:443", "").await;
    assert_eq!(status(&response), 400, "{response}");
    assert_eq!(status(&send(&gateway, "OPTIONS *", "").await), 400);
    assert_eq!(upstream.requests(), Vec::<String>::new());
    // The gateway still works.
    assert_eq!(status(&send(&gateway, "GET /v1/hello/a", "").await), 200);
}

#[tokio::test]
async fn a_path_with_very_many_segments_is_not_found() {
    let (gateway, upstream) = pair(JSON).await;
    assert_eq!(status(&send(&gateway, &format!("GET {}", "/a".repeat(3000)), "").await), 404);
    assert!(upstream.requests().is_empty());
}

/// Whole requests, each refused with 400.
const REQUESTS: [&str; 27] = [
    // Two lengths.
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\ncontent-length: 2\r\nCONTENT-LENGTH: 2\r\n\r\n{}",
    // Lengths that are not numbers, and codings other than `chunked`.
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: -2\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: 0x2\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n{}",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "PUT /v1/things/a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    // Folded lines, blanks before the colon, bare line feeds, line ends in values.
    "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n",
    "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nX-A: b\r\n\tTransfer-Encoding: chunked\r\n\r\n",
    "GET /v1/hello/a HTTP/1.1\r\nHost : a\r\n\r\n",
    "GET /v1/hello/a HTTP/1.1\nHost: a\n\n",
    "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nX-A: b\nX-B: c\r\n\r\n",
    "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nX-A: b\rX-B: c\r\n\r\n",
    "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nUser-Agent: a\x01b\r\n\r\n",
    "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nUser-Agent: a\x7fb\r\n\r\n",
    // Hosts.
    "GET /v1/hello/a HTTP/1.1\r\n\r\n",
    "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    // Two blanks in the request line.
    "GET  /v1/hello/a HTTP/1.1\r\nHost: a\r\n\r\n",
];

/// Returns whether a response is one problem document.
fn is_problem(response: &str) -> bool {
    let body = response.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    crate::support::has(response, "content-type: application/problem+json")
        && crate::support::has(response, "connection: close")
        && crate::support::has(response, "x-content-type-options: nosniff")
        && crate::support::has(response, &format!("content-length: {}", body.len()))
        && serde_json::from_str::<serde_json::Value>(body).is_ok()
}

#[tokio::test]
async fn a_malformed_request_gets_a_problem() {
    let (gateway, upstream) = pair(JSON).await;
    for what in ["\x16\x03\x01\x02\x00\x01\r\n\r\n", "hello\r\n\r\n", "GET / HTTP/3.0\r\n\r\n", "\r\nGET\r\n\r\n"] {
        let response = raw(&gateway, what).await;
        assert!(
            status(&response) == 400 && response.contains("malformed") && is_problem(&response),
            "{what}: {response}"
        );
    }
    // After a request, whose empty error response is not replaced.
    let bare = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    let (refusing, _) = pair(bare).await;
    let response = raw(&refusing, "GET /v1/hello/a HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n").await;
    let (first, second) = response.split_at(response.rfind("HTTP/1.1 400").unwrap());
    assert!(crate::support::has(first, "content-length: 0") && !first.contains("problem+json"), "{response}");
    assert!(status(second) == 400 && is_problem(second), "{response}");
    assert!(upstream.requests().is_empty());
}

#[tokio::test]
async fn no_ambiguous_request_reaches_the_upstream() {
    let (gateway, upstream) = pair(JSON).await;
    for request in REQUESTS {
        let request =
            request.replace("Host: a\r\n", "Host: a\r\nConnection: close\r\nContent-Type: application/json\r\n");
        let request = request.replacen("HTTP/1.1\r\n\r\n", "HTTP/1.1\r\nConnection: close\r\n\r\n", 1);
        let response = raw(&gateway, &request).await;
        assert_eq!(status(&response), 400, "{request}: {response}");
        assert!(is_problem(&response), "{request}: {response}");
    }
    assert_eq!(upstream.requests(), Vec::<String>::new());
}

#[tokio::test]
async fn nothing_behind_an_ambiguous_request_is_read_as_a_request() {
    let (gateway, upstream) = pair(JSON).await;
    let second = "GET /v1/hello/b HTTP/1.1\r\nHost: a\r\n\r\n";
    let type_ = "Content-Type: application/json\r\n";
    for first in [
        format!("PUT /v1/things/a HTTP/1.1\r\nHost: a\r\n{type_}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{{}}"),
        format!(
            "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\n{type_}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
    ] {
        let response = raw(&gateway, format!("{first}{second}")).await;
        assert_eq!(response.matches("HTTP/1.1 ").count(), 1, "{response}");
    }
    assert!(upstream.requests().is_empty());
    // Nothing after a chunked body is read, and the response has `Connection: close`.
    let first = format!(
        "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\n{type_}Transfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
    );
    let response = raw(&gateway, format!("{first}{second}")).await;
    assert_eq!(response.matches("HTTP/1.1 ").count(), 1, "{response}");
    assert!(crate::support::has(&response, "connection: close"), "{response}");
    assert!(upstream.only_request().starts_with("PUT /base/v1/things/a "));
}

#[tokio::test]
async fn pipelined_requests_get_responses_in_order() {
    let (gateway, upstream) = pair(JSON).await;
    let one = |name: &str, fields: &str| format!("GET /v1/hello/{name} HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
    let response = raw(&gateway, [one("a", ""), one("b", ""), one("c", "Connection: close\r\n")].concat()).await;
    assert_eq!(response.matches("HTTP/1.1 200 OK").count(), 3, "{response}");
    assert_eq!(upstream.requests().len(), 3);
}

#[tokio::test]
async fn a_head_that_is_too_long_is_refused() {
    let (gateway, upstream) = pair(JSON).await;
    let response = send(&gateway, "GET /v1/hello/a", &format!("X-A: {}\r\n", "a".repeat(100_000))).await;
    assert!(matches!(status(&response), 431 | 0), "{response}");
    assert!(status(&response) == 0 || is_problem(&response), "{response}");
    let many = "X-A: a\r\n".repeat(500);
    let response = send(&gateway, "GET /v1/hello/a", &many).await;
    assert!(status(&response) == 431 && is_problem(&response) && response.contains("head_too_large"), "{response}");
    assert!(upstream.requests().is_empty());
}

#[tokio::test]
async fn trailers_are_not_passed_on() {
    let (gateway, upstream) = pair(JSON).await;
    let request = "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTrailer: Authorization\r\n\
                   Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nAuthorization: evil\r\n\r\n";
    assert_eq!(status(&raw(&gateway, request).await), 200);
    let request = upstream.only_request().to_lowercase();
    assert!(!request.contains("evil") && !request.contains("trailer"), "{request}");
}
