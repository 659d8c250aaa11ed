//! The control API over real sockets: setting credentials, their status, and their absence from all output.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

use std::sync::Arc;

use crate::support::{
    JSON, bearer, has, json_of, raw, status, things,
    whole::{CONTENT, PAGE, SET, Setup, Whole, open_store, token_body},
};
use endpoint_gateway::{
    callers::{CallerKeys, Callers, NewKey},
    credentials::{CredentialChain, CredentialOrigin, EnvironmentCredentials, MemoryCredentials},
    limits::{LimitOptions, Limits},
};
use endpoint_test_support::scratch::Scratch;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

const FIRST: &str = "canary-first-0b7e";
const SECOND: &str = "canary-second-55d2";

/// The parts of the gateway that differ from test to test.
struct Made {
    is_sandbox: bool,
    has_store: bool,
    variable: Option<&'static str>,
    key: Option<Value>,
}

const PLAIN: Made = Made { is_sandbox: false, has_store: false, variable: None, key: None };

async fn start(made: Made) -> Whole {
    let acme = things(bearer());
    let folder = Scratch::new().unwrap();
    let environment = EnvironmentCredentials::read_from([&acme], |_| made.variable.map(str::to_owned)).unwrap();
    let environment = if made.is_sandbox { environment.with_origin(CredentialOrigin::Sandbox) } else { environment };
    let chain = CredentialChain::new();
    let chain = if made.has_store {
        chain.then(open_store(&folder).await.source("default"))
    } else {
        chain.then(MemoryCredentials::new([&acme]))
    };
    let setup = Setup {
        folder,
        response: JSON.to_owned(),
        limits: Limits::new(LimitOptions::default()),
        credentials: Arc::new(chain.then(environment)),
        is_sandbox: made.is_sandbox,
    };
    let callers = |bound| match made.key {
        Some(entry) => {
            let text = json!({"version": 1, "keys": [entry]}).to_string();
            Callers::keys(CallerKeys::parse(&text, &[acme]).unwrap(), &[], &[PAGE]).unwrap()
        }
        None => Callers::local(bound, &[PAGE]).unwrap(),
    };
    Whole::start(setup, callers).await
}

#[tokio::test]
async fn a_credential_is_set_and_replaced_and_the_next_request_carries_it() {
    let whole = start(PLAIN).await;
    let bearer = whole.bearer();
    assert_eq!(status(&whole.send("GET /v1/things/1", &bearer, "").await), 503);
    let before = whole.status().await;
    assert_eq!(before["admin"], true);
    let entry = &before["providers"][0];
    assert_eq!(
        (&entry["name"], &entry["mode"], &entry["writable"]),
        (&json!("acme"), &json!("upstream"), &json!(true))
    );
    assert_eq!(entry["upstream"], format!("http://{}", whole.upstream.address));
    assert_eq!(
        entry["credential"],
        json!({"state": "missing", "source": null, "id": null, "version": null, "set": null})
    );
    for (token, version) in [(FIRST, 1), (SECOND, 2)] {
        let response = whole.set(token).await;
        assert_eq!(status(&response), 200, "{response}");
        let entry = json_of(&response);
        let credential = &entry["credential"];
        assert_eq!((&credential["state"], &credential["source"]), (&json!("set"), &json!("memory")));
        assert_eq!(credential["version"], version);
        assert!(credential["set"].as_str().unwrap().ends_with('Z'), "{response}");
        assert_eq!(whole.status().await["providers"][0], entry);
        assert_eq!(status(&whole.send("GET /v1/things/1", &bearer, "").await), 200);
        let sent = whole.upstream.requests().pop().unwrap();
        assert!(sent.contains(&format!("Bearer {token}")) || sent.contains(&format!("bearer {token}")), "{sent}");
    }
}

#[tokio::test]
async fn what_was_set_in_memory_is_gone_with_the_gateway() {
    let whole = start(PLAIN).await;
    assert_eq!(status(&whole.set(FIRST).await), 200);
    assert_eq!(whole.folder.names().unwrap(), ["audit.jsonl"]);
    assert_eq!(start(PLAIN).await.status().await["providers"][0]["credential"]["state"], "missing");
}

#[tokio::test]
async fn a_store_keeps_it_encrypted_and_above_the_environment() {
    let whole = start(Made { has_store: true, variable: Some("canary-environment-77aa"), ..PLAIN }).await;
    assert_eq!(whole.status().await["providers"][0]["credential"]["source"], "environment");
    for version in [1, 2] {
        let credential = &json_of(&whole.set(FIRST).await)["credential"];
        assert_eq!((&credential["source"], &credential["id"]), (&json!("store"), &json!("default")));
        assert_eq!(credential["version"], version);
    }
    let file = std::fs::read_to_string(whole.folder.join("store.json")).unwrap();
    assert!(file.contains("acme") && !file.contains(FIRST), "{file}");
    whole.send("GET /v1/things/1", &whole.bearer(), "").await;
    assert!(whole.upstream.only_request().contains(FIRST));
    let again = open_store(&whole.folder).await;
    assert_eq!(again.state("acme", "default").unwrap().version, 2);
}

#[tokio::test]
async fn only_administrators_from_the_gateways_own_pages_set_it() {
    let whole = start(PLAIN).await;
    let (own, bearer) =
        (format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", whole.gateway.address()), whole.bearer());
    assert_eq!(status(&whole.send(SET, &format!("{bearer}{CONTENT}{own}"), &token_body(FIRST)).await), 200);
    for (fields, expected) in [
        (CONTENT.to_owned(), 401),
        (format!("{CONTENT}{own}"), 401),
        (format!("{CONTENT}Cookie: token={}\r\n", &bearer[22..]), 401),
        (format!("{bearer}{CONTENT}Origin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n"), 403),
        (format!("{bearer}{CONTENT}Origin: null\r\n"), 403),
        (format!("{bearer}{CONTENT}Sec-Fetch-Site: same-site\r\n"), 403),
    ] {
        let response = whole.send(SET, &fields, &token_body(SECOND)).await;
        assert_eq!(status(&response), expected, "{fields}{response}");
    }
    assert_eq!(status(&whole.send("GET /-/status", "", "").await), 401);
    assert_eq!(whole.status().await["providers"][0]["credential"]["version"], 1);
}

#[tokio::test]
async fn a_key_without_the_admin_scope_sees_and_does_not_set() {
    for (is_admin, expected) in [(false, 403), (true, 200)] {
        let key = NewKey::generate("ci").unwrap();
        let entry = json!({"id": "ci", "sha256": key.sha256, "expires": "2999-01-01T00:00:00Z", "providers": ["acme"],
                           "admin": is_admin});
        let whole = start(Made { key: Some(entry), ..PLAIN }).await;
        let bearer = format!("Authorization: Bearer {}\r\n", key.key.expose_secret());
        assert_eq!(json_of(&whole.send("GET /-/status", &bearer, "").await)["admin"], is_admin);
        let response = whole.send(SET, &format!("{bearer}{CONTENT}"), &token_body(FIRST)).await;
        assert_eq!(status(&response), expected, "{response}");
    }
}

#[tokio::test]
async fn an_invalid_credential_is_refused_by_the_name_of_its_part() {
    let whole = start(PLAIN).await;
    let fields = format!("{}{CONTENT}", whole.bearer());
    for (body, expected, expected_text) in [
        (json!({"parts": {}}), 400, "`token` is missing"),
        (json!({"parts": {"token": ""}}), 400, "`token` is empty"),
        (json!({"parts": {"token": format!("{FIRST}\n")}}), 400, "`token` begins or ends with"),
        (json!({"parts": {"token": format!("{FIRST}é")}}), 400, "visible ASCII"),
        (json!({"parts": {"token": FIRST, SECOND: "x"}}), 400, "`token`"),
        (json!({"parts": {"token": 7}}), 400, "parts"),
        (json!({"parts": {"token": {"x": FIRST}}}), 400, "parts"),
        (json!({"parts": {"token": FIRST}, "id": "x"}), 400, "parts"),
        (json!([FIRST]), 400, "parts"),
    ] {
        let response = whole.send(SET, &fields, &body.to_string()).await;
        assert_eq!(status(&response), expected, "{response}");
        assert!(response.contains(expected_text), "{response}");
        assert!(!response.contains(FIRST) && !response.contains(SECOND), "{response}");
    }
    let large = token_body(&"x".repeat(17 << 10));
    assert_eq!(status(&whole.send(SET, &fields, &large).await), 413);
    let (address, chunk) = (whole.gateway.address(), "x".repeat(16 << 10));
    let chunked = format!("{SET} HTTP/1.1\r\nHost: {address}\r\nTransfer-Encoding: chunked\r\n{fields}\r\n");
    let chunked = format!("{chunked}4000\r\n{chunk}\r\n1\r\nx\r\n0\r\n\r\n");
    assert_eq!(status(&raw(&whole.gateway, chunked).await), 413);
    for content in ["", "Content-Type: text/plain\r\n", "Content-Type: application/x-www-form-urlencoded\r\n"] {
        let response = whole.send(SET, &format!("{}{content}", whole.bearer()), &token_body(FIRST)).await;
        assert_eq!(status(&response), 415, "{response}");
    }
    let encoded = format!("{fields}Content-Encoding: gzip\r\n");
    assert_eq!(status(&whole.send(SET, &encoded, &token_body(FIRST)).await), 415);
    let other = whole.send("PUT /-/credentials/other", &fields, &token_body(FIRST)).await;
    assert_eq!(status(&other), 404, "{other}");
    assert_eq!(whole.status().await["providers"][0]["credential"]["state"], "missing");
}

#[tokio::test]
async fn a_credential_cannot_be_read() {
    let whole = start(PLAIN).await;
    whole.set(FIRST).await;
    for method in ["GET", "HEAD", "POST", "PATCH", "DELETE"] {
        let response = whole.send(&format!("{method} /-/credentials/acme"), &whole.bearer(), "").await;
        assert_eq!(status(&response), 405, "{response}");
        assert!(has(&response, "allow: PUT"), "{response}");
    }
    assert_eq!(status(&whole.send("GET /-/credentials", &whole.bearer(), "").await), 404);
}

#[tokio::test]
async fn a_byte_order_mark_before_a_credential_is_passed_over() {
    let whole = start(PLAIN).await;
    let response =
        whole.send(SET, &format!("{}{CONTENT}", whole.bearer()), &format!("\u{feff}{}", token_body(FIRST))).await;
    assert_eq!(status(&response), 200, "{response}");
    assert_eq!(whole.status().await["providers"][0]["credential"]["state"], "set");
}

#[tokio::test]
async fn head_tells_the_length_of_the_status() {
    let whole = start(PLAIN).await;
    let [get, head] = [
        whole.send("GET /-/status", &whole.bearer(), "").await,
        whole.send("HEAD /-/status", &whole.bearer(), "").await,
    ];
    let length = get.split_once("\r\n\r\n").unwrap().1.len();
    assert!(has(&head, &format!("content-length: {length}")) && head.ends_with("\r\n\r\n"), "{head}");
    assert_eq!(status(&whole.send("HEAD /-/status", "", "").await), 401);
}

#[tokio::test]
async fn a_sandbox_keeps_its_own() {
    let whole = start(Made { is_sandbox: true, variable: Some("sandbox-secret"), ..PLAIN }).await;
    let entry = &whole.status().await["providers"][0];
    assert_eq!((&entry["mode"], &entry["writable"]), (&json!("sandbox"), &json!(false)));
    assert_eq!(entry["credential"]["source"], "sandbox");
    let response = whole.set(FIRST).await;
    assert_eq!((status(&response), &json_of(&response)["code"]), (409, &json!("sandbox")));
}

#[tokio::test]
async fn a_listed_page_may_ask_for_the_control() {
    let whole = start(PLAIN).await;
    let asks = format!("Origin: {PAGE}\r\nSec-Fetch-Site: cross-site\r\nAccess-Control-Request-Method: PUT\r\n");
    let preflight = whole.send("OPTIONS /-/credentials/acme", &asks, "").await;
    assert_eq!(status(&preflight), 204, "{preflight}");
    assert!(has(&preflight, "access-control-allow-methods: GET, HEAD, PUT"), "{preflight}");
    assert!(has(&preflight, "access-control-allow-headers: authorization, content-type"), "{preflight}");
    let page = format!("{}{CONTENT}Origin: {PAGE}\r\nSec-Fetch-Site: cross-site\r\n", whole.bearer());
    let response = whole.send(SET, &page, &token_body(FIRST)).await;
    assert_eq!(status(&response), 200, "{response}");
    assert!(has(&response, &format!("access-control-allow-origin: {PAGE}")), "{response}");
    let refused = whole.send("OPTIONS /-/credentials/acme", &asks.replace("docs", "evil"), "").await;
    assert_eq!(status(&refused), 403, "{refused}");
}

#[tokio::test]
async fn the_health_check_is_public_and_links_lead_to_the_pages() {
    let whole = start(PLAIN).await;
    for fields in ["", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n", "Origin: https://evil.example\r\n"]
    {
        let health = whole.send("GET /-/health", fields, "").await;
        assert_eq!(status(&health), 204, "{health}");
        assert!(has(&health, "cross-origin-resource-policy: cross-origin"), "{health}");
        assert!(!health.to_lowercase().contains("access-control-allow"), "{health}");
    }
    let link = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    let page = whole.send("GET /", link, "").await;
    assert_eq!(status(&page), 200, "{page}");
    assert!(has(&page, "content-type: text/html; charset=utf-8"), "{page}");
    assert!(!has(&page, "content-disposition: attachment") && page.contains("script-src 'self'"), "{page}");
    assert_eq!(status(&whole.send("GET /-/openapi/acme.json", "", "").await), 200);
    for (line, fields, expected) in [
        ("GET /", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", 403),
        ("GET /", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n", 403),
        ("GET /-/openapi/acme.json", "Origin: https://evil.example\r\n", 403),
        ("GET /-/status", link, 403),
        ("POST /", "", 405),
        ("GET /-/nothing", "", 404),
        ("GET /-", "", 404),
    ] {
        let response = whole.send(line, fields, "").await;
        assert_eq!(status(&response), expected, "{line} {fields}{response}");
        assert!(has(&response, "content-security-policy: sandbox; default-src 'none'"), "{response}");
    }
    for path in ["/", "/-/health"] {
        let rebound = format!("GET {path} HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n{link}\r\n");
        assert_eq!(status(&raw(&whole.gateway, rebound).await), 403, "{path}");
    }
}

#[tokio::test]
async fn what_is_set_is_in_no_response_no_line_and_no_debug_text() {
    let whole = start(Made { has_store: true, ..PLAIN }).await;
    let mut responses = whole.set(FIRST).await;
    responses += &whole.set(SECOND).await;
    responses += &whole.status().await.to_string();
    responses += &whole.send(SET, CONTENT, &token_body(FIRST)).await;
    responses += &whole.send("GET /v1/things/1", &whole.bearer(), "").await;
    let (audited, observed) = (whole.audited(), whole.log.0.lock().unwrap().concat());
    for (name, text) in [
        ("responses", &responses),
        ("audit", &audited),
        ("observed", &observed),
        ("metrics", &whole.metrics.render()),
        ("debug", &whole.debug),
    ] {
        assert!(!text.is_empty() && !text.contains("canary"), "{name}: {text}");
    }
    let lines: Vec<Value> = audited.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = &lines[0];
    assert_eq!((&line["caller"], &line["provider"]), (&json!("local"), &json!("acme")));
    assert_eq!((&line["operation"], &line["decision"]), (&json!("gateway.credential"), &json!("allow")));
    assert_eq!((&lines[3]["reason"], &lines[3]["operation"]), (&json!("no_token"), &json!("gateway.credential")));
    let rendered = whole.metrics.render();
    assert!(
        rendered.contains(r#"gateway_requests_total{operation="gateway.credential",outcome="success"} 2"#),
        "{rendered}"
    );
}
