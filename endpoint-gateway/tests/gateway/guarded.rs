//! A gateway with callers, limits, an encrypted store, an audit log and metrics, over real sockets.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

use std::{net::SocketAddr, num::NonZeroU32, sync::Arc, time::SystemTime};

use crate::support::{
    JSON, bearer, has, raw, status, things,
    whole::{CONTENT, PAGE, Setup, Whole, open_store},
};
use endpoint_gateway::{
    callers::{CallerKeys, Callers, NewKey},
    limits::{LimitOptions, Limits},
    store::Store,
};
use endpoint_test_support::scratch::Scratch;
use governor::clock::FakeRelativeClock;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const SECRET: &str = "canary-credential-91f3";

fn burst(burst: u32) -> LimitOptions {
    let mut options = LimitOptions::default();
    options.burst = NonZeroU32::new(burst).unwrap();
    options
}

async fn start(
    callers: impl FnOnce(SocketAddr) -> Callers,
    options: LimitOptions,
    response: &str,
) -> (Whole, Arc<Store>, FakeRelativeClock) {
    let folder = Scratch::new().unwrap();
    let store = open_store(&folder).await;
    store.set("acme", "default", &[("token", SECRET.into())], SystemTime::UNIX_EPOCH).unwrap();
    let clock = FakeRelativeClock::default();
    let limits = Limits::with_clock(options, clock.clone());
    let credentials = Arc::new(store.source("default"));
    let setup = Setup { folder, response: response.to_owned(), limits, credentials, is_sandbox: false };
    (Whole::start(setup, callers).await, store, clock)
}

async fn local() -> (Whole, Arc<Store>, FakeRelativeClock) {
    start(|bound| Callers::local(bound, &[PAGE]).unwrap(), burst(100), JSON).await
}

#[tokio::test]
async fn the_token_opens_the_gateway_and_never_goes_upstream() {
    let (whole, ..) = local().await;
    let token = whole.token();
    let response = whole.send_as(&token, "GET /v1/things/1").await;
    assert_eq!(status(&response), 200, "{response}");
    let sent = whole.upstream.only_request();
    assert!(sent.to_lowercase().contains(&format!("authorization: bearer {SECRET}")), "{sent}");
    assert!(!sent.contains(&token), "{sent}");
}

#[tokio::test]
async fn a_stranger_learns_nothing_and_reaches_nothing() {
    let (whole, ..) = local().await;
    let declared = whole.send("GET /v1/things/1", "", "").await;
    assert_eq!(status(&declared), 401, "{declared}");
    assert!(has(&declared, r#"www-authenticate: Bearer realm="gateway""#), "{declared}");
    let undeclared = whole.send("GET /nowhere", "", "").await;
    let body = |response: &str| response.split_once("\r\n\r\n").unwrap().1.to_owned();
    assert_eq!((status(&undeclared), body(&undeclared)), (401, body(&declared)));
    let token = whole.token();
    for fields in [
        format!("Cookie: token={token}\r\n"),
        "Authorization: Bearer wrong\r\n".to_owned(),
        format!("Authorization: Basic {token}\r\n"),
        format!("Authorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n"),
    ] {
        assert_eq!(status(&whole.send("GET /v1/things/1", &fields, "").await), 401, "{fields}");
    }
    let bearer = format!("Authorization: Bearer {token}\r\n");
    for fields in [
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
    ] {
        let response = whole.send("GET /v1/things/1", &format!("{bearer}{fields}"), "").await;
        assert_eq!(status(&response), 403, "{fields}");
        assert!(!response.to_lowercase().contains("access-control-allow-origin"), "{response}");
    }
    let rebound = format!("GET /v1/things/1 HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n{bearer}\r\n");
    assert_eq!(status(&raw(&whole.gateway, rebound).await), 403);
    assert_eq!(whole.upstream.requests(), [""; 0]);
}

#[tokio::test]
async fn a_listed_page_may_ask_and_read() {
    let response = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nVary: Accept-Language\r\n\
                  Access-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\n{}";
    let (whole, ..) = start(|bound| Callers::local(bound, &[PAGE]).unwrap(), burst(100), response).await;
    let asks = format!("Origin: {PAGE}\r\nSec-Fetch-Site: cross-site\r\nAccess-Control-Request-Method: PUT\r\n");
    let preflight = whole.send("OPTIONS /v1/things/1", &asks, "").await;
    assert_eq!(status(&preflight), 204, "{preflight}");
    assert!(has(&preflight, &format!("access-control-allow-origin: {PAGE}")), "{preflight}");
    assert!(has(&preflight, "access-control-allow-methods: GET, HEAD, PUT"), "{preflight}");
    assert!(
        has(&preflight, "access-control-allow-headers: authorization, content-type, x-api-key, x-reason"),
        "{preflight}"
    );
    let refused = whole.send("OPTIONS /v1/things/1", &asks.replace("docs", "evil"), "").await;
    assert_eq!(status(&refused), 403, "{refused}");
    assert!(!refused.to_lowercase().contains("access-control-allow"), "{refused}");
    let fields = format!("Origin: {PAGE}\r\nSec-Fetch-Site: cross-site\r\nAuthorization: Bearer {}\r\n", whole.token());
    let response = whole.send("GET /v1/things/1", &fields, "").await;
    assert_eq!(status(&response), 200, "{response}");
    assert_eq!(response.to_lowercase().matches("access-control-allow-origin").count(), 1, "{response}");
    assert!(has(&response, &format!("access-control-allow-origin: {PAGE}")), "{response}");
    assert!(has(&response, "vary: Accept-Language") && has(&response, "vary: Origin"), "{response}");
}

#[tokio::test]
async fn a_key_reaches_what_it_covers() {
    let key = NewKey::generate("ci").unwrap();
    let entry = json!({
        "id": "ci", "sha256": key.sha256, "expires": "9999-01-01T00:00:00Z", "operations": ["acme/things_show"],
    });
    let file = json!({ "version": 1, "keys": [entry] }).to_string();
    let keys = CallerKeys::parse(&file, &[things(bearer())]).unwrap();
    let (whole, ..) = start(|_| Callers::keys::<&str>(keys, &[], &[]).unwrap(), burst(100), JSON).await;
    let key = key.key.expose_secret();
    assert_eq!(status(&whole.send_as(key, "GET /v1/things/1").await), 200);
    let refused = whole.send_as(key, "GET /v1/hello/me").await;
    assert_eq!(status(&refused), 403, "{refused}");
    assert!(refused.contains("\"scope\"") && !refused.contains(key), "{refused}");
    assert_eq!(status(&whole.send_as(&format!("{}x", &key[..key.len() - 1]), "GET /v1/things/1").await), 401);
    assert_eq!(whole.upstream.requests().len(), 1);
    let lines = whole.audit_lines();
    let record = |index: usize| {
        let line: &Value = &lines[index];
        (line["caller"].clone(), line["operation"].clone(), line["decision"].clone(), line["reason"].clone())
    };
    assert_eq!(record(0), (json!("ci"), json!("things_show"), json!("allow"), Value::Null));
    assert_eq!(record(1), (json!("ci"), json!("things_hello"), json!("deny"), json!("scope")));
    assert_eq!(record(2), (Value::Null, json!("things_show"), json!("deny"), json!("unknown_token")));
}

#[tokio::test]
async fn a_limited_request_gets_retry_after() {
    let (whole, _, clock) = start(|bound| Callers::local(bound, &[PAGE]).unwrap(), burst(2), JSON).await;
    let token = whole.token();
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(status(&whole.send_as(&token, "GET /v1/things/1").await));
    }
    assert_eq!(statuses, [200, 200, 429]);
    let limited = whole.send_as(&token, "GET /v1/things/1").await;
    assert!(has(&limited, "retry-after: 1") && limited.contains("\"rate\""), "{limited}");
    assert_eq!(status(&whole.send_as(&token, "HEAD /v1/things/1").await), 200);
    clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(status(&whole.send_as(&token, "GET /v1/things/1").await), 200);
    assert_eq!(whole.upstream.requests().len(), 4);
    let text = whole.metrics.render();
    assert!(text.contains("gateway_limited_total 2"), "{text}");
    assert!(text.contains(r#"gateway_requests_total{operation="things_show",outcome="limited"} 2"#), "{text}");
}

#[tokio::test]
async fn a_request_counts_until_its_response_has_been_read() {
    let mut options = LimitOptions::default();
    options.concurrent_per_caller = 1;
    let half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{";
    let (whole, ..) = start(|bound| Callers::local(bound, &[PAGE]).unwrap(), options, half).await;
    let (token, address) = (whole.token(), whole.gateway.address());
    let mut first = TcpStream::connect(address).await.unwrap();
    let request = format!("GET /v1/things/1 HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n");
    first.write_all(request.as_bytes()).await.unwrap();
    let mut response = Vec::new();
    while !response.ends_with(b"\r\n\r\n{") {
        response.push(first.read_u8().await.unwrap());
    }
    let refused = whole.send_as(&token, "HEAD /v1/things/1").await;
    assert_eq!(status(&refused), 429, "{refused}");
    assert_eq!(whole.audit_lines()[1]["reason"], "concurrent");
    drop(first);
    // The gateway notices the end of the connection a little later.
    while status(&whole.send_as(&token, "HEAD /v1/things/1").await) == 429 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_rotated_credential_goes_with_the_next_request() {
    let (whole, store, _) = local().await;
    let token = whole.token();
    whole.send_as(&token, "GET /v1/things/1").await;
    store.rotate("acme", "default", &[("token", "fresh".into())], SystemTime::UNIX_EPOCH).unwrap();
    whole.send_as(&token, "GET /v1/things/1").await;
    let seen = whole.upstream.requests();
    assert!(seen[0].contains(SECRET) && seen[1].to_lowercase().contains("authorization: bearer fresh"), "{seen:?}");
}

#[tokio::test]
async fn no_secret_and_no_value_is_kept_or_shown() {
    let (whole, store, _) = local().await;
    let token = whole.token();
    let canary = "canary-value-5d2e";
    whole.send_as(&token, &format!("GET /v1/things/{canary}?filter={canary}")).await;
    whole.send_as(&token, &format!("GET /{canary}")).await;
    whole.send_as(canary, &format!("GET /v1/things/{canary}")).await;
    let body = format!("{{ \"name\": \"{canary}\" }}");
    whole.send("PUT /v1/things/1", &format!("{}{CONTENT}", whole.bearer()), &body).await;
    let lines = whole.audit_lines();
    assert_eq!(lines.len(), 4, "{lines:?}");
    let files: String =
        ["audit.jsonl", "store.json"].map(|name| std::fs::read_to_string(whole.folder.join(name)).unwrap()).concat();
    let Whole { gateway, callers, metrics, writer, .. } = &whole;
    let shown = format!("{files} {} {gateway:?} {callers:?} {store:?} {metrics:?} {writer:?}", metrics.render());
    for secret in ["canary", &token, SECRET] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
