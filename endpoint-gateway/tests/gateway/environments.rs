//! Credentials of one environment are not sent to another.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

use std::{sync::Arc, time::SystemTime};

use crate::support::{AllowAll, JSON, json_of, raw, status, whole::CONTENT};
use endpoint_gateway::{
    CallerAdmission, CredentialSource, Gateway, GatewayError, Upstream,
    callers::Callers,
    credentials::MemoryCredentials,
    limits::{LimitOptions, Limits},
};
use secrecy::ExposeSecret;
use serde_json::json;
use tokio::net::TcpListener;

const SECRET: &str = "canary-first-0b7e";

#[tokio::test]
async fn a_source_that_takes_none_says_so() {
    let (gateway, _) = crate::support::pair(JSON).await;
    let status_of = raw(&gateway, "GET /-/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    let providers = json_of(&status_of);
    assert_eq!(providers["admin"], false, "{status_of}");
    assert_eq!(providers["providers"][1]["credential"]["source"], "environment");
    assert_eq!(providers["providers"][1]["writable"], false);
}

#[tokio::test]
async fn a_credential_of_another_environment_is_refused() {
    let stytch = stytch_endpoints::provider().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let callers = Arc::new(Callers::local::<&str>(address, &[]).unwrap());
    let gateway = Gateway::builder()
        .credentials(MemoryCredentials::new([&stytch]))
        .admission(CallerAdmission::new(Arc::clone(&callers), Limits::new(LimitOptions::default())))
        .upstream(Upstream::new(stytch, "https://test.stytch.com".parse().unwrap()))
        .build()
        .unwrap()
        .serve_on(listener)
        .unwrap();
    let url = callers.token().unwrap().url(address);
    let token = url.expose_secret().split_once("#token=").unwrap().1;
    for (project, expected) in [("project-live-19a", 400), ("project-test-19a", 200)] {
        let body = json!({"parts": {"project_id": project, "secret": SECRET}}).to_string();
        let head = format!("PUT /-/credentials/stytch HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
        let fields = format!("Authorization: Bearer {token}\r\n{CONTENT}Content-Length: {}\r\n", body.len());
        let response = raw(&gateway, format!("{head}{fields}\r\n{body}")).await;
        assert_eq!(status(&response), expected, "{response}");
        assert!(!response.contains(project) && !response.contains(SECRET), "{response}");
        if expected == 400 {
            let problem = json_of(&response);
            assert_eq!(problem["code"], "environment");
            assert!(problem["detail"].as_str().unwrap().contains("https://api.stytch.com"), "{problem}");
        }
    }
}

#[test]
fn a_credential_that_was_kept_for_another_environment_is_not_sent() {
    let stytch = stytch_endpoints::provider().unwrap();
    for (project, base, is_good) in [
        ("project-live-1", "https://api.stytch.com", true),
        ("project-test-1", "https://api.stytch.com", false),
        ("project-live-1", "https://test.stytch.com", false),
        ("project-live-1", "https://proxy.example.com", true),
    ] {
        let memory = MemoryCredentials::new([&stytch]);
        memory.put("stytch", &[("project_id", project.into()), ("secret", SECRET.into())], SystemTime::now()).unwrap();
        let upstream = Upstream::new(stytch.clone(), base.parse().unwrap());
        let built = Gateway::builder().credentials(memory).admission(AllowAll).upstream(upstream).build();
        assert_eq!(built.is_ok(), is_good, "{project} {base}");
        if let Err(error) = built {
            assert!(matches!(error, GatewayError::Environment { .. }), "{error}");
            assert!(!format!("{error} {error:?}").contains(SECRET), "{error}");
        }
    }
}
