//! Paths, headers and statuses of what is served.

use endpoint_export::openapi::openapi;
use endpoint_gateway::PagesOptions;

use super::{body, by_id, gateway, sandbox};
use crate::support::{has, send, status};
#[tokio::test]
async fn a_page_may_do_what_its_policy_says() {
    let options = PagesOptions::new().gateway("https://gateway.acme.example").gateway("http://127.0.0.1:8081");
    let gateway = gateway(vec![stytch_endpoints::provider().unwrap()], options).await;
    let response = send(&gateway, "GET /", "").await;
    for line in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self' https://gateway.acme.example http://127.0.0.1:8081; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types pages",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-cache",
    ] {
        assert!(has(&response, line), "{line} is not in {response}");
    }
    assert!(!response.to_lowercase().contains("content-disposition"), "{response}");
    let page = body(&gateway, "/-/operations/stytch/consumer.users.revoke").await;
    let elements = crate::html::read(&page);
    assert_eq!(by_id(&elements, "gateways").text, r#"["https://gateway.acme.example","http://127.0.0.1:8081"]"#);
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let gateway = sandbox().await;
    for path in ["/", "/-/operations/stytch/consumer.users.revoke", "/-/openapi/stytch.json"] {
        let response = send(&gateway, &format!("GET {path}"), "").await;
        let lower = response.to_lowercase();
        let (_, tag) = lower.split_once("etag: ").unwrap();
        let tag = tag.split("\r\n").next().unwrap();
        for known in [tag.to_owned(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = send(&gateway, &format!("GET {path}"), &format!("If-None-Match: {known}\r\n")).await;
            assert_eq!(status(&again), 304, "{known}: {again}");
            assert!(again.ends_with("\r\n\r\n") && has(&again, &format!("etag: {tag}")), "{again}");
        }
        let other = send(&gateway, &format!("GET {path}"), "If-None-Match: \"other\"\r\n").await;
        assert_eq!(status(&other), 200);
    }
}

#[tokio::test]
async fn what_a_page_loads_is_there_and_kept_for_good() {
    let gateway = sandbox().await;
    let elements = crate::html::read(&body(&gateway, "/").await);
    let mut kinds = Vec::new();
    for element in &elements {
        let asset = match element.name.as_str() {
            "link" => element.get("href"),
            "script" | "img" => element.get("src"),
            _ => None,
        };
        let Some(asset) = asset else { continue };
        let response = send(&gateway, &format!("GET {asset}"), "").await;
        assert_eq!(status(&response), 200, "{asset}");
        for line in ["cache-control: public, max-age=31536000, immutable", "x-content-type-options: nosniff"] {
            assert!(has(&response, line), "{response}");
        }
        kinds.extend(response.to_lowercase().lines().find(|line| line.starts_with("content-type:")).map(str::to_owned));
    }
    kinds.sort();
    kinds.dedup();
    let expected = ["image/svg+xml", "text/css; charset=utf-8", "text/javascript; charset=utf-8"];
    assert_eq!(kinds, expected.map(|kind| format!("content-type: {kind}")));
}

#[tokio::test]
async fn head_responds_as_get_without_the_body() {
    let gateway = sandbox().await;
    for path in ["/", "/-/openapi/stytch.json"] {
        let [get, head] = ["GET", "HEAD"].map(|method| format!("{method} {path}"));
        let (get, head) = (send(&gateway, &get, "").await, send(&gateway, &head, "").await);
        let fields = |response: &str| {
            let head = response.split_once("\r\n\r\n").unwrap().0.to_lowercase();
            let mut lines: Vec<String> =
                head.lines().filter(|line| !line.starts_with("date:")).map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(fields(&get), fields(&head));
        assert!(head.ends_with("\r\n\r\n") && get.len() > head.len());
    }
}

#[tokio::test]
async fn there_are_no_other_pages() {
    let gateway = sandbox().await;
    for path in [
        "/-/operations/stytch/consumer.users",
        "/-/operations/stytch/consumer.users.revoke/",
        "/-/operations/other/consumer.users.revoke",
        "/-/operations/stytch/../stytch/consumer.users.revoke",
        "/-/assets/page.css",
        "/-/openapi/other.json",
        "/-/openapi/stytch",
        "/-/",
    ] {
        let response = send(&gateway, &format!("GET {path}"), "").await;
        assert!(matches!(status(&response), 400 | 404), "{path}: {response}");
    }
}

#[tokio::test]
async fn the_document_is_the_exported_one() {
    let gateway = sandbox().await;
    let document = openapi(&stytch_endpoints::provider().unwrap()).to_string();
    assert_eq!(body(&gateway, "/-/openapi/stytch.json").await, document);
}
