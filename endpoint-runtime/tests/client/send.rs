//! Requests, results and errors of calls.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use std::time::Duration;

use crate::support::*;
use endpoint_runtime::{
    Body, BuildError, Bytes, Client, ClientBuilder, DefaultHost, EncodeErrorKind, Stage,
    auth::{ApiKey, Basic, Bearer, CredentialError},
    http::Response,
    transport::Replay,
};

#[tokio::test]
async fn a_call_returns_the_value_and_sends_each_header_once() {
    let provider = FakeProvider::new([ok()]);
    let client = Client::builder()
        .service(provider.clone())
        .base_url("https://api.example.com/v1")
        .auth(Basic::new("Aladdin", "open sesame"))
        .header("X-App", "billing")
        .build()
        .unwrap();
    let thing = client.send(CreateItem::new("a/b")).await.unwrap();
    assert_eq!(thing.name, "n");
    let seen = &provider.received()[0];
    assert_eq!(seen.head.uri(), "https://api.example.com/v1/items/a%2Fb");
    assert_eq!(seen.body, r#"{"size":7}"#);
    for (name, value) in [
        ("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("user-agent", concat!("endpoint-runtime/", env!("CARGO_PKG_VERSION"))),
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("x-session", "session-t0ken"),
        ("x-app", "billing"),
    ] {
        assert_eq!(seen.header(name), [value], "{name}");
    }
    assert_eq!(seen.head.headers().len(), 6);
}

#[tokio::test]
async fn nothing_is_sent_before_the_call_is_awaited() {
    let provider = FakeProvider::new([ok()]);
    let call = provider.client().send(GetItem::new("a"));
    assert_eq!(provider.received().len(), 0);
    call.await.unwrap();
    assert_eq!(provider.received().len(), 1);
}

#[tokio::test]
async fn a_call_can_be_spawned_and_outlives_its_client() {
    let call = FakeProvider::new([ok()]).client().send(GetItem::new("a"));
    assert_eq!(tokio::spawn(call).await.unwrap().unwrap().name, "n");
}

#[tokio::test]
async fn a_finished_call_stays_pending_when_it_is_polled_again() {
    let mut call = FakeProvider::new([ok()]).client().send(GetItem::new("a"));
    assert!(poll_once(&mut call).await.is_ready());
    assert!(poll_once(&mut call).await.is_pending());
}

#[tokio::test]
async fn status_and_headers_can_be_returned() {
    let provider = FakeProvider::new([reply_with(201, &[("x-request-id", "r-1")], r#"{"name": "n"}"#)]);
    let response = provider.client().send(GetItem::new("a")).with_response().await.unwrap();
    assert_eq!((response.status().as_u16(), response.body().name.as_str()), (201, "n"));
    assert_eq!(response.headers()["x-request-id"], "r-1");
}

#[tokio::test]
async fn an_error_has_everything_of_the_response() {
    let body = r#"{"code": "not_found", "message": "no thing", "request_id": "r-1"}"#;
    let provider = FakeProvider::new([reply_with(404, &[("x-extra", "e")], body)]);
    let error = provider.client().send(GetItem::new("a")).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Api);
    assert_eq!(error.operation(), Some("items_get"));
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.headers().unwrap()["x-extra"], "e");
    assert_eq!(error.body().unwrap(), body);
    assert_eq!(error.as_api().unwrap().code.as_deref(), Some("not_found"));
    assert_eq!(error.request_id(), Some("r-1"));
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "items_get: the API responded with an error (404 Not Found, 65 bytes): not_found: no thing [request id r-1]"
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_decoded_names_the_operation_and_is_kept() {
    for body in ["{\"name\": ", "<html>", "{\"name\": 1}"] {
        let provider = FakeProvider::new([reply(200, body)]);
        let error = provider.client().send(GetItem::new("a")).await.unwrap_err();
        assert_eq!((error.stage(), error.operation()), (Stage::Decode, Some("items_get")));
        assert_eq!((error.status().unwrap().as_u16(), &error.body().unwrap()[..]), (200, body.as_bytes()));
    }
}

#[tokio::test]
async fn an_html_502_keeps_its_status_and_body() {
    let provider = FakeProvider::new([reply(502, "<html>bad gateway</html>")]);
    let error = provider.client().send(CreateItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Api, 502));
    assert_eq!(error.body().unwrap(), "<html>bad gateway</html>");
    assert!(error.as_api().is_none());
}

#[tokio::test]
async fn a_redirect_is_an_error() {
    let provider = FakeProvider::new([reply_with(307, &[("location", "https://evil.example/")], "")]);
    let error = provider.client().send(GetItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Api, 307));
    assert_eq!(provider.received().len(), 1);
}

#[tokio::test]
async fn nothing_is_sent_if_the_request_cannot_be_encoded() {
    let provider = FakeProvider::new([]);
    for id in ["", ".", ".."] {
        let error = provider.client().send(GetItem::new(id)).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Encode);
        assert_eq!(error.as_encode().unwrap().field(), "item_id");
    }
    assert_eq!(provider.received().len(), 0);
}

#[tokio::test]
async fn a_header_of_a_call_overrides_that_of_the_client() {
    let provider = FakeProvider::new([ok(), ok()]);
    let client =
        Client::builder().service(provider.clone()).user_agent("app/1").header("X-App", "billing").build().unwrap();
    client
        .send(GetItem::new("a"))
        .header("x-app", "other")
        .header("Accept", "application/problem+json")
        .header("User-Agent", "app/2")
        .await
        .unwrap();
    client.send(GetItem::new("a")).await.unwrap();
    let seen = provider.received();
    assert_eq!(seen[0].header("x-app"), ["other"]);
    assert_eq!(seen[0].header("accept"), ["application/problem+json"]);
    assert_eq!(seen[0].header("user-agent"), ["app/2"]);
    assert_eq!(seen[1].header("x-app"), ["billing"]);
    assert_eq!(seen[1].header("user-agent"), ["app/1"]);
}

#[tokio::test]
async fn a_header_that_a_caller_must_not_set_is_refused_and_nothing_is_sent() {
    let provider = FakeProvider::new([]);
    let client = Client::builder().service(provider.clone()).auth(ApiKey::new("X-Key", CANARY)).build().unwrap();
    for name in [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "connection",
        "TE",
        "Upgrade",
        "Authorization",
        "x-key",
        "no name",
        "",
    ] {
        let error = client.send(GetItem::new("a")).header(name, "v").await.unwrap_err();
        let encode = error.as_encode().unwrap();
        assert!(matches!(encode.kind(), EncodeErrorKind::HeaderName(_)), "{name}: {encode}");
    }
    for value in ["a\nb", " a", "ä"] {
        let error = client.send(GetItem::new("a")).header("x-a", value).await.unwrap_err();
        let encode = error.as_encode().unwrap();
        assert!(matches!(encode.kind(), EncodeErrorKind::HeaderValue), "{value}: {encode}");
        assert_eq!(encode.field(), "x-a");
    }
    assert_eq!(provider.received().len(), 0);
}

#[tokio::test]
async fn an_endpoint_without_the_credential_may_have_its_own() {
    let provider = FakeProvider::new([ok()]);
    let client = Client::builder().service(provider.clone()).auth(Bearer::new(CANARY)).build().unwrap();
    client.send(OpenItem::new("a")).header("Authorization", "Custom x").await.unwrap();
    assert_eq!(provider.received()[0].header("authorization"), ["Custom x"]);
}

#[tokio::test]
async fn an_endpoint_of_a_named_host_is_called_there() {
    let provider = FakeProvider::new([ok(), ok(), ok()]);
    let client = Client::builder()
        .service(provider.clone())
        .base_url("https://api.example.com")
        .host("files", "https://files.example.com/f")
        .build()
        .unwrap();
    client.send(FileItem::new("a")).await.unwrap();
    client.send(GetItem::new("a")).await.unwrap();
    // A fake needs no configuration.
    provider.client().send(FileItem::new("a")).await.unwrap();
    let uris: Vec<_> = provider.received().iter().map(|seen| seen.head.uri().to_string()).collect();
    assert_eq!(
        uris,
        ["https://files.example.com/f/items/a", "https://api.example.com/items/a", "http://localhost/items/a"]
    );
}

#[tokio::test]
async fn an_unknown_host_is_named() {
    let client = Client::builder().service(FakeProvider::new([])).base_url("https://api.example.com").build().unwrap();
    let error = client.send(FileItem::new("a")).await.unwrap_err();
    assert!(matches!(error.as_encode().unwrap().kind(), EncodeErrorKind::UnknownHost));
    assert_eq!(error.as_encode().unwrap().field(), "files");
}

/// The host of `FileItem` beside the base URL of the API itself.
const FILES: DefaultHost = DefaultHost {
    name: "files",
    url: "https://files.example.com",
    base_urls: &["https://test.example.com", "https://api.example.com/"],
    cure: "set FILES_URL",
};

#[tokio::test]
async fn a_default_host_is_called_beside_its_own_base_urls_only() {
    let uri = async |base: &str, configure: fn(ClientBuilder) -> ClientBuilder| {
        let provider = FakeProvider::new([ok()]);
        let client = Client::builder().service(provider.clone()).default_host(FILES).base_url(base);
        let sent = configure(client).build().unwrap().send(FileItem::new("a")).await;
        sent.map(|_| provider.received()[0].head.uri().to_string())
    };
    for base in ["https://test.example.com", "https://api.example.com"] {
        assert_eq!(uri(base, |client| client).await.unwrap(), "https://files.example.com/items/a");
    }
    let elsewhere = "http://127.0.0.1:8080";
    let error = uri(elsewhere, |client| client).await.unwrap_err();
    let encode = error.as_encode().unwrap();
    assert!(matches!(encode.kind(), EncodeErrorKind::ForeignHost { cure: "set FILES_URL" }), "{error}");
    assert!(encode.to_string().starts_with("`files` is a host") && encode.to_string().ends_with("set FILES_URL"));
    let given = uri(elsewhere, |client| client.host("files", "http://127.0.0.1:8081")).await;
    assert_eq!(given.unwrap(), "http://127.0.0.1:8081/items/a");
}

#[test]
fn an_invalid_client_is_not_built() {
    let base = || Client::builder().base_url("https://api.example.com").transport(Replay::new([]));
    assert!(matches!(Client::builder().transport(Replay::new([])).build(), Err(BuildError::NoBaseUrl)));
    assert!(matches!(base().base_url("http://api.example.com").build(), Err(BuildError::PlainHttp { .. })));
    let nowhere = DefaultHost { url: "nowhere", ..FILES };
    assert!(matches!(base().default_host(nowhere).build(), Err(BuildError::BaseUrl(_))));
    assert!(matches!(base().host("files", "nowhere").build(), Err(BuildError::BaseUrl(_))));
    assert!(matches!(base().auth(Basic::new("a:b", "c")).build(), Err(BuildError::Auth(CredentialError::Colon))));
    assert!(matches!(base().auth(Bearer::new("tok\n")).build(), Err(BuildError::Auth(CredentialError::Token))));
    assert!(matches!(base().user_agent("a\nb").build(), Err(BuildError::Header(_))));
    for name in ["Content-Type", "Authorization", "Host", "Connection", "a b"] {
        assert!(matches!(base().header(name, "v").build(), Err(BuildError::Header(_))), "{name}");
    }
    assert!(base().build().is_ok());
    #[cfg(not(any(feature = "reqwest", feature = "hyper")))]
    assert!(matches!(Client::builder().base_url("https://a.example").build(), Err(BuildError::NoTransport)));
}

#[test]
fn outside_a_runtime_a_call_names_the_missing_runtime() {
    let call = FakeProvider::new([]).client().send(GetItem::new("a"));
    let mut call = Box::pin(call);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("an error at once");
    };
    assert!(!error.is_retryable());
    let source = error.to_string();
    assert!(source.contains("Tokio runtime"), "{source}");
}

#[test]
fn without_timers_a_call_names_the_missing_timers() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let client = FakeProvider::new([]).client();
    let error = runtime.block_on(client.send(GetItem::new("a"))).unwrap_err();
    let source = error.to_string();
    assert!(source.contains("timers"), "{source}");
}

#[tokio::test]
async fn a_body_of_one_frame_and_one_of_many_are_read_alike() {
    for frames in [&["{\"name\":\"n\"}"][..], &["{\"na", "me\":", "", "\"n\"}"]] {
        let frames: Vec<&'static str> = frames.to_vec();
        let client = Client::builder()
            .service(FunctionService(move |_| Response::new(scripted_body(&frames, BodyEnd::Ends))))
            .build()
            .unwrap();
        assert_eq!(client.send(GetItem::new("a")).await.unwrap().name, "n");
    }
}

fn capped(limit: usize, body: impl Fn() -> Body + Clone + Send + 'static) -> Client {
    let service = FunctionService(move |_| Response::builder().header("x-a", "b").body(body()).unwrap());
    Client::builder().service(service).max_response_bytes(limit).build().unwrap()
}

#[tokio::test]
async fn a_body_over_the_limit_fails_and_keeps_the_read_part() {
    type Make = fn() -> Body;
    let bodies: [(Make, &[u8]); 4] = [
        (|| Bytes::from_static(b"123456789").into(), b""),
        (|| scripted_body(&["123456789"], BodyEnd::Ends), b"12345678"),
        (|| scripted_body(&["12345", "6789"], BodyEnd::Ends), b"12345678"),
        (|| scripted_body(&["12"], BodyEnd::Endless(3)), b"12xxxxxx"),
    ];
    for (make, read) in bodies {
        let error = capped(8, make).send(GetItem::new("a")).await.unwrap_err();
        assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Decode, 200));
        assert_eq!(error.headers().unwrap()["x-a"], "b");
        assert_eq!(&error.body().unwrap()[..], read);
        let source = error.to_string();
        assert!(source.contains("8 bytes") && source.contains("max_response_bytes"), "{source}");
    }
    let whole = || scripted_body(&["{\"name\":", "\"n\"}"], BodyEnd::Ends);
    assert!(capped(12, whole).send(GetItem::new("a")).await.is_ok());
    assert!(capped(11, whole).send(GetItem::new("a")).await.is_err());
}

#[tokio::test]
async fn a_connection_lost_in_the_body_keeps_the_received_part() {
    let error =
        capped(100, || scripted_body(&["{\"na", "me"], BodyEnd::Breaks)).send(GetItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Transport, 200));
    assert_eq!(error.body().unwrap(), "{\"name");
    assert_eq!(error.headers().unwrap()["x-a"], "b");
    assert!(!error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn a_timeout_in_the_body_keeps_the_received_part() {
    let client = capped(100, || scripted_body(&["{\"na", "me"], BodyEnd::Stalls));
    let error = client.send(GetItem::new("a")).timeout(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Timeout, 200));
    assert!(error.is_timeout());
    assert_eq!(error.body().unwrap(), "{\"name");
    assert_eq!(error.headers().unwrap()["x-a"], "b");
}
