//! Credentials: the provider's goes to the upstream, the caller's goes nowhere, and neither is shown.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::{JSON, Log, api_key, builder, has, pair, raw, send, serve, status, things, with_provider};
use endpoint_gateway::{
    CredentialSource,
    credentials::{EnvironmentCredentials, EnvironmentError},
};
use endpoint_runtime::auth::Credential;
use endpoint_test_support::raw_server::RawServer;

const STYTCH: &str = "GET /v1/b2b/organizations/org-1/connected_apps";
/// The header for `project-test-1:canary-secret`.
const BASIC: &str = "authorization: Basic cHJvamVjdC10ZXN0LTE6Y2FuYXJ5LXNlY3JldA==";

#[tokio::test]
async fn each_provider_gets_its_own_credential() {
    let (gateway, upstream) = pair(JSON).await;
    send(&gateway, STYTCH, "").await;
    send(&gateway, "GET /v1/things/a", "").await;
    send(&gateway, "GET /v1/hello/a", "").await;
    let [stytch, thing, hello] = upstream.requests().try_into().unwrap();
    assert!(has(&stytch, BASIC), "{stytch}");
    assert!(has(&thing, "authorization: Bearer canary-token"), "{thing}");
    assert!(!hello.to_lowercase().contains("authorization"), "{hello}");
    let upstream = RawServer::answering(JSON).await;
    let gateway = serve(with_provider(upstream.address, things(api_key()))).await;
    send(&gateway, "GET /v1/things/a", "X-Api-Key: mine\r\nAuthorization: mine\r\n").await;
    let thing = upstream.only_request();
    assert!(has(&thing, "x-api-key: canary-key") && !thing.contains("mine"), "{thing}");
}

#[tokio::test]
async fn no_credential_of_the_caller_goes_on() {
    let (gateway, upstream) = pair(JSON).await;
    for header in [
        "Authorization: Bearer evil",
        "authorization: Basic evil",
        "AUTHORIZATION: evil",
        "Authorization_: evil",
        "authorization_: evil",
        "X_Stytch_Member_Session: evil",
        "x_stytch_member_sessionjwt: evil",
        "X-Stytch_Member-Session: evil",
        "HTTP_AUTHORIZATION: evil",
        "X-Authorization: evil",
        "X-Forwarded-Authorization: evil",
        "X-Original-Authorization: evil",
        "X-Api-Key: evil",
        "X_Api_Key: evil",
        "Api-Key: evil",
        "X-Auth-Token: evil",
        "X-Amz-Security-Token: evil",
        "Cookie: stytch_session=evil",
        "Cookie2: evil",
        "Proxy-Authorization: Basic evil",
        "Proxy-Connection: evil",
        "Keep-Alive: evil",
        "TE: evil",
        "Sec-Evil: evil",
        "Origin: https://evil.example",
        "Referer: https://evil.example/",
        "X-Forwarded-For: evil",
        "Forwarded: for=evil",
        "X-HTTP-Method-Override: evil",
        "X-Original-URL: /evil",
        "X-Rewrite-URL: /evil",
        "Via: evil",
        "Range: evil",
        "If-None-Match: evil",
    ] {
        let before = upstream.requests().len();
        let response = send(&gateway, STYTCH, &format!("{header}\r\n")).await;
        assert_eq!(status(&response), 200, "{header}: {response}");
        let request = upstream.requests()[before].clone();
        assert!(!request.to_lowercase().contains("evil"), "{header}: {request}");
        assert!(has(&request, BASIC) && request.matches("uthorization").count() <= 1, "{request}");
    }
}

#[tokio::test]
async fn declared_and_plain_headers_pass_once() {
    let (gateway, upstream) = pair(JSON).await;
    let passed = "x-stytch-member-session: one\r\nx-request-id: two\r\ntraceparent: three\r\nuser-agent: four\r\n\
                  accept: five\r\naccept: six\r\ntracestate: seven\r\naccept-language: eight\r\n";
    assert_eq!(status(&send(&gateway, STYTCH, passed).await), 200);
    let request = upstream.only_request();
    for line in passed.lines() {
        assert!(has(&request, line), "{line}: {request}");
    }
    for twice in ["X-Stytch-Member-Session: a\r\nx-stytch-member-session: b\r\n", "User-Agent: a\r\nUser-Agent: b\r\n"]
    {
        assert_eq!(status(&send(&gateway, STYTCH, twice).await), 400, "{twice}");
    }
    assert_eq!(status(&send(&gateway, STYTCH, "X-Stytch-Member-Session: ü\r\n").await), 400);
    upstream.only_request();
}

#[tokio::test]
async fn what_connection_names_does_not_pass_and_takes_no_credential_away() {
    let (gateway, upstream) = pair(JSON).await;
    let fields = "Connection: x-stytch-member-session, Authorization ,x-request-id\r\n\
                  X-Stytch-Member-Session: evil\r\nX-Request-Id: evil\r\n";
    let request = format!("{STYTCH} HTTP/1.1\r\nHost: a\r\n{fields}Connection: close\r\n\r\n");
    assert_eq!(status(&raw(&gateway, request).await), 200);
    let request = upstream.only_request();
    assert!(!request.contains("evil") && has(&request, BASIC), "{request}");
}

#[tokio::test]
async fn what_proves_a_caller_to_the_gateway_does_not_pass_even_when_it_is_declared() {
    let (gateway, upstream) = pair(JSON).await;
    assert_eq!(status(&send(&gateway, "GET /v1/hello/a", "Authorization: Bearer of-the-gateway\r\n").await), 200);
    assert!(!upstream.only_request().contains("of-the-gateway"));
}

#[tokio::test]
async fn without_a_credential_the_upstream_is_not_called() {
    struct None;
    impl CredentialSource for None {
        fn credential(&self, _: &str) -> Option<Credential> {
            Option::None
        }
    }
    let upstream = RawServer::answering(JSON).await;
    let gateway = serve(builder(upstream.address).credentials(None)).await;
    let response = send(&gateway, STYTCH, "Authorization: Basic mine\r\n").await;
    assert_eq!(status(&response), 503, "{response}");
    assert!(response.contains("no_credential") && response.contains("STYTCH_SECRET"), "{response}");
    assert!(upstream.requests().is_empty());
    assert_eq!(status(&send(&gateway, "GET /v1/hello/a", "").await), 200);
}

#[tokio::test]
async fn no_secret_is_shown() {
    let (upstream, log) = (RawServer::answering(JSON).await, Log::default());
    let builder = builder(upstream.address).observe(log.clone());
    let shown = format!("{builder:?}");
    let gateway = builder.build().unwrap();
    let running = gateway.serve(([127, 0, 0, 1], 0)).await.unwrap();
    let lines = [
        send(&running, STYTCH, "X-Stytch-Member-Session: canary-session\r\n").await,
        send(&running, "GET /v1/hello/canary-path/x", "").await,
        send(&running, "GET /v1/hello/%2e%2e?canary-query=1", "").await,
        send(&running, "GET /v1/hello/a?canary-key=1", "").await,
    ];
    let provider = things(crate::support::bearer());
    let credentials = EnvironmentCredentials::read_from([&provider], crate::support::variable).unwrap();
    let observed = log.0.lock().unwrap().clone();
    assert_eq!(observed.len(), 4);
    assert!(
        observed[0].contains("anybody") && observed[0].contains("stytch") && observed[0].contains("200"),
        "{}",
        observed[0]
    );
    for text in [shown, format!("{gateway:?} {running:?} {credentials:?}"), observed.join("\n"), lines.join("\n")] {
        assert!(!text.contains("canary") && !text.contains("Y2FuYXJ5"), "{text}");
    }
}

#[tokio::test]
async fn variables_that_hold_no_credential_are_named_and_not_shown() {
    let provider = things(crate::support::bearer());
    let refused = |text: &'static str| -> Result<EnvironmentCredentials, EnvironmentError> {
        EnvironmentCredentials::read_from([&provider], |_| Some(text.to_owned()))
    };
    let error = refused("canary\n").unwrap_err();
    assert!(error.to_string().contains("ACME_TOKEN"), "{error}");
    assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    assert!(refused("").unwrap().credential("acme").is_none());
}
