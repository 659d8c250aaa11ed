//! Responses of upstreams that HTTP allows, or that it lets a proxy mend.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::{JSON, has, pair, raw, send, status};

const HELLO: &str = "GET /v1/hello/a";

#[tokio::test]
async fn a_response_that_can_be_mended_is_forwarded() {
    for (response, expected) in [
        // A blank before the colon (RFC 9112, section 5.1).
        ("HTTP/1.1 200 OK\r\nX-Foo : bar\r\nContent-Length\t: 2\r\n\r\n{}", "x-foo: bar"),
        // A folded line (section 5.2).
        ("HTTP/1.1 200 OK\r\nX-Foo: bar\r\n\t baz\r\nContent-Length: 2\r\n\r\n{}", "x-foo: bar"),
        // Bare line feeds (section 2.2), no reason (section 4), an empty value.
        ("HTTP/1.1 200 OK\nX-Foo: bar\nContent-Length: 2\n\n{}", "x-foo: bar"),
        ("HTTP/1.1 200\r\nX-Foo: bar\r\nContent-Length: 2\r\n\r\n{}", "x-foo: bar"),
        ("HTTP/1.1 200 \r\nX-Foo:\r\nContent-Length: 2\r\n\r\n{}", "x-foo: "),
        // HTTP/1.0, with and without a length.
        ("HTTP/1.0 200 OK\r\nX-Foo: bar\r\nContent-Length: 2\r\n\r\n{}", "x-foo: bar"),
        (
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nX-Foo: bar\r\nContent-Length: 2\r\n\r\n{}",
            "x-foo: bar",
        ),
        // Interim responses (RFC 9110, section 15.2).
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n\
             HTTP/1.1 200 OK\r\nX-Foo: bar\r\nContent-Length: 2\r\n\r\n{}",
            "x-foo: bar",
        ),
        // The same length twice (RFC 9112, section 6.3).
        ("HTTP/1.1 200 OK\r\nX-Foo: bar\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "content-length: 2"),
        ("HTTP/1.1 200 OK\r\nX-Foo: bar\r\nContent-Length: 2, 2\r\n\r\n{}", "content-length: 2"),
        // Trailers, extensions of chunks, and a coding in upper case.
        (
            "HTTP/1.1 200 OK\r\nX-Foo: bar\r\nTrailer: X-Sum\r\nTransfer-Encoding: CHUNKED\r\n\r\n2;a=b\r\n{}\r\n0\r\nX-Sum: evil\r\n\r\n",
            "x-foo: bar",
        ),
    ] {
        let (gateway, _upstream) = pair(response).await;
        let found = send(&gateway, HELLO, "").await;
        assert_eq!(status(&found), 200, "{response}: {found}");
        assert!(found.to_lowercase().contains(&format!("\r\n{expected}")), "{response}: {found}");
        assert_eq!(
            found.to_lowercase().matches("content-length").count() + found.matches("chunked").count(),
            1,
            "{found}"
        );
        assert!(!found.contains("evil") && !found.contains("/a>"), "{found}");
        let body = found.split_once("\r\n\r\n").unwrap().1;
        assert!(body == "{}" || body == "2\r\n{}\r\n0\r\n\r\n", "{found}");
    }
    let (gateway, _upstream) = pair(b"HTTP/1.1 200 OK\r\nX-Foo: caf\xe9\r\nContent-Length: 2\r\n\r\n{}".to_vec()).await;
    assert!(has(&send(&gateway, HELLO, "").await, "x-foo: caf\u{fffd}"));
}

#[tokio::test]
async fn the_length_of_the_transfer_is_the_only_one() {
    // Both: the coding is meant, and a proxy removes the length (RFC 9112, section 6.3).
    for length in ["2", "99"] {
        let both = format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
        );
        let (gateway, _upstream) = pair(both).await;
        let response = send(&gateway, HELLO, "").await;
        assert!(
            status(&response) == 502
                || (response.contains("2\r\n{}\r\n0\r\n\r\n") && !response.to_lowercase().contains("content-length")),
            "{response}"
        );
    }
}

#[tokio::test]
async fn a_response_without_a_body_has_none_whatever_its_length_says() {
    for (response, code) in [
        ("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", 204),
        ("HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", 204),
        ("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 7\r\n\r\n", 304),
        ("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n", 304),
    ] {
        let (gateway, upstream) = pair(response).await;
        let two =
            format!("{HELLO} HTTP/1.1\r\nHost: a\r\n\r\n{HELLO} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        let found = raw(&gateway, two).await;
        assert_eq!(found.matches(&format!("HTTP/1.1 {code} ")).count(), 2, "{response}: {found}");
        assert!(!found.contains("content-length"), "{response}: {found}");
        assert_eq!(upstream.requests().len(), 2);
        // The bytes behind such a response would be the next one.
        let is_open = !response.contains("204") || response.contains("Length: 0");
        assert_eq!(upstream.connections(), if is_open { 1 } else { 2 }, "{response}");
    }
}

#[tokio::test]
async fn media_types_are_read_as_http_writes_them() {
    let types = [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json \t; a=\"b;c\" ;",
        "application/vnd.api+json",
        "application/problem+JSON; charset=utf-8",
    ];
    for content_type in types {
        let (gateway, upstream) = pair(JSON.replace("application/json", content_type)).await;
        let fields = format!("Content-Type: {content_type}\r\nContent-Length: 12\r\n\r\n{{\"name\":\"a\"}}");
        let request = format!("PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{fields}");
        let response = raw(&gateway, request).await;
        assert_eq!(status(&response), 200, "{content_type}: {response}");
        // A page may read it, since it is JSON.
        assert!(!response.contains("content-disposition"), "{content_type}: {response}");
        assert!(upstream.only_request().contains(content_type.trim_end()), "{content_type}");
    }
    for content_type in
        ["text/json", "application/jsonx", "application/x+jsons", "application/", "", "json", "text/x+json"]
    {
        let (gateway, upstream) = pair(JSON).await;
        let fields = format!("Content-Type: {content_type}\r\nContent-Length: 2\r\n\r\n{{}}");
        let response =
            raw(&gateway, format!("PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{fields}")).await;
        assert_eq!(status(&response), 415, "{content_type}: {response}");
        assert!(upstream.requests().is_empty());
    }
}

#[tokio::test]
async fn a_caller_that_waits_for_continue_gets_it() {
    let (gateway, upstream) = pair(JSON).await;
    let request = "PUT /v1/things/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n\
                   Content-Type: application/json\r\nContent-Length: 2\r\n\r\n";
    let mut stream = tokio::net::TcpStream::connect(gateway.address()).await.unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut stream, request.as_bytes()).await.unwrap();
    let mut interim = vec![0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
    tokio::io::AsyncReadExt::read_exact(&mut stream, &mut interim).await.unwrap();
    assert_eq!(interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    tokio::io::AsyncWriteExt::write_all(&mut stream, b"{}").await.unwrap();
    assert_eq!(status(&crate::support::rest(stream).await), 200);
    assert!(!upstream.only_request().to_lowercase().contains("expect"));
}
