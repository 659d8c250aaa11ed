//! Snippets for the values of a page: the allowed requests, the refusals, and the records.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

use std::{path::PathBuf, sync::Arc};

use crate::support::{has, raw, rest, status};
use endpoint_export::snippet::{Language, SnippetOptions, snippet};
use endpoint_gateway::{
    CallerAdmission, Gateway, Pages, PagesOptions, Records, RunningGateway, Upstream,
    audit::{Audit, AuditOptions, AuditWriter},
    callers::Callers,
    limits::{LimitOptions, Limits},
    metrics::Metrics,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const LISTED: &str = "https://docs.example.com";
const REVOKE: &str = "api_organization_v1_organizations_members_connected_apps_Revoke";

/// A gateway with every observer, and the folder of its audit log.
struct Recorded {
    gateway: RunningGateway,
    metrics: Arc<Metrics>,
    writer: AuditWriter,
    folder: PathBuf,
}

impl Drop for Recorded {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn start(has_pages: bool) -> Recorded {
    let folder = std::env::temp_dir().join(format!("endpoint-gateway-{:016x}", getrandom::u64().unwrap()));
    std::fs::create_dir(&folder).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let callers = Arc::new(Callers::local(listener.local_addr().unwrap(), &[LISTED]).unwrap());
    let stytch = stytch_endpoints::provider().unwrap();
    let (audit, writer) = Audit::open(&AuditOptions::new(folder.join("audit.jsonl"))).unwrap();
    let metrics = Arc::new(Metrics::new([], Some(audit.clone())).unwrap());
    let mut builder = Gateway::builder()
        .admission(CallerAdmission::new(callers, Limits::new(LimitOptions::default())))
        .observe(Records::new(Arc::clone(&metrics), Some(audit)));
    if has_pages {
        builder = builder.pages(Pages::new(vec![stytch.clone()], PagesOptions::new()).unwrap());
    }
    let builder = builder.upstream(Upstream::new(stytch, "https://test.stytch.com".parse().unwrap()));
    let gateway = builder.build().unwrap().serve_on(listener).unwrap();
    Recorded { gateway, metrics, writer, folder }
}

impl Recorded {
    /// Returns the head of a request as the gateway's own page sends it, up to the length of its body.
    fn head(&self) -> String {
        let host = self.gateway.address();
        format!(
            "POST /-/snippet HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/json\r\nConnection: close\r\n"
        )
    }

    async fn ask(&self, body: &Value) -> String {
        self.sends(&self.head(), &body.to_string()).await
    }

    async fn sends(&self, head: &str, body: &str) -> String {
        raw(&self.gateway, format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())).await
    }

    async fn is_refused(&self, head: &str, body: &str, code: &str) {
        let response = self.sends(head, body).await;
        let (expected, reason) = code.split_once(' ').unwrap();
        assert_eq!(status(&response).to_string(), expected, "{response}");
        assert!(has(&response, &format!("proxy-status: endpoint-gateway; details=\"{reason}\"")), "{response}");
        assert!(!response.contains("canary"), "{response}");
    }

    fn audited(&self) -> String {
        self.writer.flush();
        std::fs::read_to_string(self.folder.join("audit.jsonl")).unwrap()
    }
}

fn revoke(values: &Value) -> Value {
    json!({ "provider": "stytch", "operation": REVOKE, "values": values })
}

fn ok_json(response: &str) -> Value {
    assert_eq!(status(response), 200, "{response}");
    serde_json::from_str(response.split_once("\r\n\r\n").unwrap().1).unwrap()
}

#[tokio::test]
async fn the_code_is_what_the_library_writes() {
    let recorded = start(true).await;
    let stytch = stytch_endpoints::provider().unwrap();
    for values in [json!({}), json!({ "organization_id": "it's \"$x\"", "member_id": "é/..", "session_token": "" })] {
        let response = recorded.ask(&revoke(&values)).await;
        for line in ["content-type: application/json", "cache-control: no-store", "x-content-type-options: nosniff"] {
            assert!(has(&response, line), "{response}");
        }
        let given = values.as_object().cloned().unwrap().into();
        let written = |language: Language| {
            let operation = stytch.operation(REVOKE).unwrap();
            let text = snippet(&stytch, operation, &given, &SnippetOptions::default(), language).unwrap();
            (language.id().to_owned(), text.into())
        };
        assert_eq!(ok_json(&response), Value::Object(Language::ALL.into_iter().map(written).collect()));
    }
}

#[tokio::test]
async fn a_number_keeps_its_digits() {
    let recorded = start(true).await;
    let body = format!(r#"{{"provider": "stytch", "operation": "{REVOKE}", "values": {{"organization_id": 1.10}}}}"#);
    let code = ok_json(&recorded.sends(&recorded.head(), &body).await);
    assert!(code["curl"].as_str().unwrap().contains("/organizations/1.10/members/"), "{code}");
}

#[tokio::test]
async fn a_language_that_would_round_a_number_says_so() {
    let recorded = start(true).await;
    let number = "0.12345678901234567890";
    let body =
        format!(r#"{{"provider": "stytch", "operation": "{REVOKE}", "values": {{"organization_id": {number}}}}}"#);
    let code = ok_json(&recorded.sends(&recorded.head(), &format!("\u{feff}{body}")).await);
    let typescript = code["typescript"].as_str().unwrap();
    assert!(typescript.starts_with("// There is no code for this call: TypeScript would round"), "{typescript}");
    assert!(typescript.contains("`organization_id`"), "{typescript}");
    for language in ["rust", "curl", "powershell", "fetch", "python", "go"] {
        assert!(code[language].as_str().unwrap().contains(number), "{code}");
    }
}

#[tokio::test]
async fn a_byte_order_mark_and_parameters_of_the_type_are_passed_over() {
    let recorded = start(true).await;
    let body = revoke(&json!({}));
    let head = recorded.head().replace("application/json", "Application/JSON;charset=utf-8");
    let expected = ok_json(&recorded.ask(&body).await);
    assert_eq!(ok_json(&recorded.sends(&head, &format!("\u{feff}{body}")).await), expected);
}

#[tokio::test]
async fn only_the_gateways_own_pages_may_ask() {
    let recorded = start(true).await;
    let own = format!("http://{}", recorded.gateway.address());
    let body = revoke(&json!({})).to_string();
    let origin = |origin: &str| recorded.head().replace(&format!("Origin: {own}\r\n"), origin);
    for (head, code) in [
        (recorded.head().replace("Host: 127.0.0.1", "Host: evil.test"), "403 host"),
        (origin(""), "403 origin"),
        (origin("Origin: null\r\n"), "403 origin"),
        (origin("Origin: https://evil.test\r\n"), "403 origin"),
        (origin(&format!("Origin: {own}\r\nOrigin: {own}\r\n")), "403 origin"),
        (origin(&format!("Origin: {}\r\n", own.replace("http:", "https:"))), "403 origin"),
        // A listed origin may call the operations, with a token.
        (origin(&format!("Origin: {LISTED}\r\n")).replace("same-origin", "cross-site"), "403 origin"),
        (recorded.head().replace("same-origin", "same-site"), "403 cross_site"),
    ] {
        recorded.is_refused(&head, &body, code).await;
    }
    // A preflight of a listed origin is refused, too.
    let preflight = format!(
        "OPTIONS /-/snippet HTTP/1.1\r\nHost: {}\r\nOrigin: {LISTED}\r\nAccess-Control-Request-Method: POST\r\n\
         Connection: close\r\n\r\n",
        recorded.gateway.address()
    );
    let response = raw(&recorded.gateway, preflight).await;
    assert!(!has(&response, "access-control-allow-methods: post") && !response.contains("POST"), "{response}");
}

#[tokio::test]
async fn what_is_no_request_for_code_is_refused() {
    let recorded = start(true).await;
    let head = recorded.head();
    let canary = json!({ "member_id": "canary" });
    let of =
        |provider: &str, operation: &str| json!({ "provider": provider, "operation": operation, "values": canary });
    for (body, code) in [
        ("canary".to_owned(), "400 body"),
        ("\"canary\"".to_owned(), "400 body"),
        (r#"{"provider": "stytch", "operation": "canary"}"#.to_owned(), "400 body"),
        (format!(r#"{{"provider": "stytch", "operation": "{REVOKE}", "values": {{"canary": 01}}}}"#), "400 body"),
        (json!({ "provider": "stytch", "operation": REVOKE, "values": [], "canary": 1 }).to_string(), "400 body"),
        (of("other", REVOKE).to_string(), "404 no_operation"),
        (of("stytch", "canary").to_string(), "404 no_operation"),
        (revoke(&json!({ "session_token": "canary" })).to_string(), "400 secret"),
        (revoke(&json!({ "x-stytch-member-session": "canary" })).to_string(), "400 secret"),
        (revoke(&json!({ "member_id": "canary".repeat(11_000) })).to_string(), "413 request_too_large"),
    ] {
        recorded.is_refused(&head, &body, code).await;
    }
    let body = revoke(&canary).to_string();
    let text = head.replace("application/json", "text/plain");
    recorded.is_refused(&text, &body, "415 content_type").await;
    recorded.is_refused(&format!("{head}Content-Encoding: gzip\r\n"), &body, "415 content_type").await;
    let put = head.replace("POST", "PUT");
    recorded.is_refused(&put, &body, "405 method").await;
    assert!(has(&recorded.sends(&put, "").await, "allow: POST"));
    // The maximum length of a request.
    let rest = (64 << 10) - revoke(&json!({ "member_id": "" })).to_string().len();
    ok_json(&recorded.ask(&revoke(&json!({ "member_id": "a".repeat(rest) }))).await);
    let more = revoke(&json!({ "member_id": "a".repeat(rest + 1) })).to_string();
    recorded.is_refused(&head, &more, "413 request_too_large").await;
}

#[tokio::test]
async fn there_is_no_code_without_pages() {
    let recorded = start(false).await;
    recorded.is_refused(&recorded.head(), &revoke(&json!({})).to_string(), "404 no_page").await;
    recorded.is_refused(&recorded.head().replace("POST", "GET"), "", "404 no_page").await;
}

#[tokio::test]
async fn too_many_concurrent_requests_are_refused() {
    let recorded = start(true).await;
    let body = revoke(&json!({})).to_string();
    let head = format!("{}Expect: 100-continue\r\nContent-Length: {}\r\n\r\n", recorded.head(), body.len());
    let mut waiting = Vec::new();
    let refused = loop {
        let mut stream = TcpStream::connect(recorded.gateway.address()).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut line = [0; 12];
        stream.read_exact(&mut line).await.unwrap();
        // A request that gets `100 Continue` has its permit.
        if line != *b"HTTP/1.1 100" {
            break format!("{}{}", String::from_utf8_lossy(&line), rest(stream).await);
        }
        waiting.push(stream);
        assert!(waiting.len() < 100, "no limit");
    };
    assert_eq!(waiting.len(), 16);
    assert!(has(&refused, "HTTP/1.1 429 Too Many Requests") && has(&refused, "retry-after: 1"), "{refused}");
    assert!(refused.contains(r#""code":"concurrent""#), "{refused}");
    // The waiting requests get their responses, and then there are permits again.
    for mut stream in waiting {
        stream.write_all(body.as_bytes()).await.unwrap();
        assert!(rest(stream).await.contains("HTTP/1.1 200 OK"));
    }
    ok_json(&recorded.ask(&revoke(&json!({}))).await);
}

#[tokio::test]
async fn requests_for_code_are_counted_and_not_audited() {
    let recorded = start(true).await;
    ok_json(&recorded.ask(&revoke(&json!({ "member_id": "canary" }))).await);
    recorded.is_refused(&recorded.head(), "canary", "400 body").await;
    assert_eq!(
        status(&raw(&recorded.gateway, recorded.head().replace("POST /-/snippet", "GET /") + "\r\n").await),
        200
    );
    let audited = recorded.audited();
    assert!(
        audited.contains("gateway.page") && !audited.contains("snippet") && !audited.contains("canary"),
        "{audited}"
    );
    let metrics = recorded.metrics.render();
    for (outcome, count) in [("success", 1), ("denied", 1)] {
        let line = format!(r#"gateway_requests_total{{operation="gateway.snippet",outcome="{outcome}"}} {count}"#);
        assert!(metrics.contains(&line), "{line} is not in {metrics}");
    }
    assert!(!metrics.contains("canary"), "{metrics}");
}
