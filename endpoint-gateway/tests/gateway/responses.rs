//! Responses: the upstream's status and body, without headers that act on a browser.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use crate::support::{AllowAll, JSON, has, loopback, pair, raw, send, serve, status};
use endpoint_gateway::{
    Gateway, Upstream,
    upstream::{EgressPolicy, Resolve, Resolving},
};
use endpoint_test_support::raw_server::RawServer;
use tokio::{io::AsyncWriteExt, net::TcpListener};

const HELLO: &str = "GET /v1/hello/a";

const HARD: [&str; 4] = [
    "x-content-type-options: nosniff",
    "content-security-policy: sandbox; default-src 'none'",
    "cross-origin-resource-policy: same-origin",
    "cache-control: no-store",
];

#[tokio::test]
async fn status_and_body_are_the_upstreams() {
    for code in ["200 OK", "201 Created", "299 Odd", "400 Bad Request", "404 Not Found", "429 Slow", "500 Oh", "503 Oh"]
    {
        let body = "{\"a\": \"\u{fc}\"}\n";
        let fields = "Content-Type: application/json\r\nX-Request-Id: r-1\r\nRetry-After: 3\r\nX-RateLimit-Limit: 9";
        let (gateway, _upstream) =
            pair(format!("HTTP/1.1 {code}\r\n{fields}\r\nContent-Length: {}\r\n\r\n{body}", body.len())).await;
        let response = send(&gateway, HELLO, "").await;
        assert_eq!(status(&response).to_string(), code[..3]);
        assert!(response.ends_with(&format!("\r\n\r\n{body}")), "{response}");
        for line in fields.split("\r\n").chain(HARD) {
            assert!(has(&response, line), "{line}: {response}");
        }
        assert!(!response.contains("content-disposition") && !response.contains("proxy-status"), "{response}");
    }
}

#[tokio::test]
async fn nothing_in_a_response_acts_on_a_browser() {
    let dropped = "Set-Cookie: evil\r\nSet-Cookie: evil\r\nSet-Cookie2: evil\r\nAccess-Control-Allow-Origin: evil\r\n\
        Access-Control-Allow-Credentials: evil\r\nStrict-Transport-Security: evil\r\nAlt-Svc: evil\r\n\
        Clear-Site-Data: \"evil\"\r\nRefresh: 0;url=evil\r\nServer-Timing: evil\r\nLink: </evil>; rel=preload\r\n\
        Content-Security-Policy: evil\r\nContent-Security-Policy-Report-Only: evil\r\nX-Frame-Options: evil\r\n\
        Content-Disposition: inline; filename=evil\r\nX-Content-Type-Options: evil\r\nWWW-Authenticate: Basic evil\r\n\
        Proxy-Authenticate: evil\r\nCross-Origin-Opener-Policy: evil\r\nCross-Origin-Resource-Policy: evil\r\n\
        Cache-Control: public, evil\r\nExpires: evil\r\nService-Worker-Allowed: evil\r\nReport-To: evil\r\nNEL: evil\r\n\
        SourceMap: evil\r\nX-SourceMap: evil\r\nTiming-Allow-Origin: evil\r\nPermissions-Policy: evil\r\n\
        Keep-Alive: evil\r\nProxy-Status: evil\r\nX-Accel-Redirect: evil\r\nUpgrade: evil\r\nTrailer: evil\r\n\
        Connection: X-Hop\r\nX-Hop: evil\r\nSpeculation-Rules: evil";
    for code in ["200 OK", "401 Unauthorized"] {
        let (gateway, _upstream) = pair(format!(
            "HTTP/1.1 {code}\r\nContent-Type: text/html\r\n{dropped}\r\nContent-Length: 8\r\n\r\n<script>"
        ))
        .await;
        let response = send(&gateway, HELLO, "").await;
        assert!(response.ends_with("\r\n\r\n<script>"), "{response}");
        assert!(!response.contains("evil"), "{response}");
        for line in HARD.into_iter().chain(["content-disposition: attachment", "content-type: text/html"]) {
            assert!(has(&response, line), "{line}: {response}");
        }
    }
}

#[tokio::test]
async fn only_json_is_no_attachment() {
    for (content_type, is_attachment) in [
        ("application/json;,text/html", true),
        ("application/json\r\nContent-Type: text/html", true),
        ("application/json", false),
        ("Application/JSON; charset=utf-8", false),
        ("application/problem+json", false),
        ("text/json", true),
        ("text/html", true),
        ("application/json, text/html", true),
        ("text/html; x=application/json", true),
        ("image/svg+json", true),
        ("application/octet-stream", true),
    ] {
        let (gateway, _upstream) =
            pair(format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: 2\r\n\r\n{{}}")).await;
        let response = send(&gateway, HELLO, "").await;
        assert_eq!(has(&response, "content-disposition: attachment"), is_attachment, "{content_type}: {response}");
    }
    let (gateway, _upstream) = pair("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await;
    assert!(has(&send(&gateway, HELLO, "").await, "content-disposition: attachment"));
}

#[tokio::test]
async fn the_gateways_own_responses_are_hardened_too() {
    let (gateway, _upstream) = pair(JSON).await;
    for line in ["GET /v1/nothing", "GET /v1/hello/%2e%2e", "DELETE /v1/hello/a", "GET *"] {
        let response = send(&gateway, line, "").await;
        for hard in HARD {
            assert!(has(&response, hard), "{hard}: {response}");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_neither_followed_nor_followable() {
    for code in [301, 302, 303, 307, 308] {
        let (gateway, upstream) =
            pair(format!("HTTP/1.1 {code} Moved\r\nLocation: /v1/hello/evil\r\nContent-Length: 0\r\n\r\n")).await;
        let response = send(&gateway, HELLO, "").await;
        assert_eq!(status(&response), code);
        assert!(!response.contains("evil"), "{response}");
        upstream.only_request();
    }
    let (gateway, _upstream) =
        pair("HTTP/1.1 201 Created\r\nLocation: /v1/things/7\r\nContent-Length: 0\r\n\r\n").await;
    assert!(has(&send(&gateway, HELLO, "").await, "location: /v1/things/7"));
}

#[tokio::test]
async fn responses_without_a_body_have_none() {
    let (gateway, _upstream) = pair("HTTP/1.1 204 No Content\r\n\r\n").await;
    assert!(send(&gateway, HELLO, "").await.ends_with("\r\n\r\n"));
    let (gateway, upstream) = pair("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n").await;
    let response = send(&gateway, "HEAD /v1/things/a", "").await;
    assert!(has(&response, "content-length: 99") && response.ends_with("\r\n\r\n"), "{response}");
    assert!(upstream.only_request().starts_with("HEAD "));
}

/// Returns the code of the response through a gateway to this URL, with these addresses listed.
async fn code(url: &str, reach: EgressPolicy) -> (u16, String) {
    let stytch = crate::support::things(crate::support::bearer());
    let builder = Gateway::builder().upstream(Upstream::new(stytch, url.parse().unwrap())).admission(AllowAll);
    let mut bounds = endpoint_gateway::Bounds::default();
    bounds.connect = std::time::Duration::from_secs(2);
    let response = send(&serve(builder.egress(reach).bounds(bounds)).await, HELLO, "").await;
    let problem = response.split("\"code\":\"").nth(1).unwrap_or(&response);
    (status(&response), problem.split('"').next().unwrap().to_owned())
}

#[tokio::test]
async fn an_address_that_is_not_listed_is_not_connected_to() {
    let upstream = RawServer::answering(JSON).await;
    let port = upstream.address.port();
    for host in ["127.0.0.1", "localhost"] {
        let (status, code) = code(&format!("http://{host}:{port}"), EgressPolicy::public()).await;
        assert_eq!((status, code.as_str()), (502, "upstream_address_refused"), "{host}");
    }
    for host in [
        "10.0.0.1",
        "169.254.169.254",
        "192.168.0.1",
        "0.0.0.0",
        "[::1]",
        "[fd00:ec2::254]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
    ] {
        let (status, code) = code(&format!("https://{host}:{port}"), EgressPolicy::public()).await;
        assert_eq!((status, code.as_str()), (502, "upstream_address_refused"), "{host}");
    }
    assert!(upstream.requests().is_empty());
    assert_eq!(code(&format!("http://127.0.0.1:{port}"), loopback()).await.0, 200);
    let by_name = EgressPolicy::public().host("127.0.0.1");
    assert_eq!(code(&format!("http://127.0.0.1:{port}"), by_name).await.0, 200);
}

#[tokio::test]
async fn each_fault_of_an_upstream_has_its_code() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(code(&format!("http://{closed}"), loopback()).await, (502, "upstream_connect".to_owned()));
    for (response, expected) in [
        ("", "upstream_reset"),
        ("HTTP/1.1 200 OK\r\nConte", "upstream_reset"),
        ("SSH-2.0-OpenSSH\r\n\r\n", "upstream_protocol"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "upstream_protocol"),
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: evil\r\nConnection: upgrade\r\n\r\n", "upstream_protocol"),
    ] {
        let address = once(response).await;
        let found = code(&format!("http://{address}"), loopback()).await;
        assert_eq!(found, (502, expected.to_owned()), "{response}");
    }
    let address = once("HTTP/1.1 400 Bad Request\r\n\r\n").await;
    assert_eq!(code(&format!("https://{address}"), loopback()).await, (502, "upstream_tls".to_owned()));
}

/// Starts an upstream that writes these bytes to every connection and closes it.
async fn once(response: &'static str) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = [0; 64];
            let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut head).await;
            let _ = stream.write_all(response.as_bytes()).await;
        }
    });
    address
}

/// A resolver that returns a listed address first, and then one that is not listed, as in DNS rebinding.
#[derive(Clone)]
struct Rebinding {
    first: std::net::SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Resolve for Rebinding {
    fn resolve<'a>(&'a self, _: &'a str, port: u16) -> Resolving<'a> {
        let asked = self.asked.fetch_add(1, SeqCst);
        let address = if asked == 0 { self.first } else { ([10, 0, 0, 1], port).into() };
        Box::pin(async move { Ok(vec![address]) })
    }
}

#[tokio::test]
async fn what_was_checked_is_what_is_connected_to() {
    let upstream = RawServer::answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").await;
    let resolver = Rebinding { first: upstream.address, asked: Arc::default() };
    let provider = crate::support::things(crate::support::bearer());
    // No server listens on this port: only the resolver's address can be reached.
    let url = "http://localhost:9".parse().unwrap();
    let builder = Gateway::builder().upstream(Upstream::new(provider, url)).admission(AllowAll).egress(loopback());
    let gateway = serve(builder.resolver(resolver.clone())).await;
    assert_eq!(status(&send(&gateway, HELLO, "").await), 200);
    assert_eq!(resolver.asked.load(SeqCst), 1);
    // A new connection resolves again, and the new address is refused.
    let request = format!("{HELLO} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    let response = raw(&gateway, request).await;
    assert!(status(&response) == 502 && response.contains("upstream_address_refused"), "{response}");
    assert_eq!(upstream.requests().len(), 1);
}

#[tokio::test]
async fn plain_http_goes_to_loopback_whatever_its_name_says() {
    struct Elsewhere;
    impl Resolve for Elsewhere {
        fn resolve<'a>(&'a self, _: &'a str, port: u16) -> Resolving<'a> {
            Box::pin(async move { Ok(vec![([1, 1, 1, 1], port).into()]) })
        }
    }
    let provider = crate::support::things(crate::support::bearer());
    let url = "http://localhost:9".parse().unwrap();
    let builder = Gateway::builder().upstream(Upstream::new(provider, url)).admission(AllowAll);
    let response = send(&serve(builder.resolver(Elsewhere)).await, HELLO, "").await;
    assert!(status(&response) == 502 && response.contains("upstream_plain_http"), "{response}");
}
