//! Raw requests.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use crate::support::*;
use endpoint_runtime::{
    Bytes, Client, EncodeErrorKind, Stage,
    auth::Bearer,
    http::{Method, Request},
};

fn client(provider: &FakeProvider) -> Client {
    Client::builder()
        .service(provider.clone())
        .base_url("https://api.example.com/v1")
        .host("files", "https://files.example.com/f")
        .auth(Bearer::new("tok"))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_path_is_appended_to_the_base_url_and_a_uri_of_the_own_origin_is_kept() {
    let provider = FakeProvider::new((0..5).map(|_| reply(200, "raw")));
    let client = client(&provider);
    for uri in [
        "/items?a=1&b=%20",
        "/",
        "https://api.example.com/other",
        "https://API.example.com:443/other",
        "https://files.example.com/x",
    ] {
        let response = client.execute(get(uri)).await.unwrap();
        assert_eq!((response.status().as_u16(), response.body().as_ref()), (200, &b"raw"[..]));
    }
    let seen = provider.received();
    let uris: Vec<_> = seen.iter().map(|seen| seen.head.uri().to_string()).collect();
    assert_eq!(
        uris,
        [
            "https://api.example.com/v1/items?a=1&b=%20",
            "https://api.example.com/v1/",
            "https://api.example.com/other",
            "https://API.example.com:443/other",
            "https://files.example.com/x",
        ]
    );
    for seen in &seen {
        assert_eq!(seen.header("authorization"), ["Bearer tok"]);
        assert_eq!(seen.header("user-agent").len(), 1);
        assert_eq!(seen.header("accept").len(), 1);
    }
}

#[tokio::test]
async fn headers_and_body_are_sent_as_they_are() {
    let provider = FakeProvider::new([reply(200, "")]);
    let request = Request::post("/x")
        .header("content-type", "text/csv")
        .header("accept", "text/csv")
        .header("x-many", "1")
        .header("x-many", "2")
        .body(Bytes::from("a,b"))
        .unwrap();
    client(&provider).execute(request).await.unwrap();
    let seen = &provider.received()[0];
    assert_eq!((seen.head.method(), seen.body.as_ref()), (&Method::POST, &b"a,b"[..]));
    assert_eq!(seen.header("content-type"), ["text/csv"]);
    assert_eq!(seen.header("accept"), ["text/csv"]);
    assert_eq!(seen.header("x-many"), ["1", "2"]);
}

#[tokio::test]
async fn nothing_is_sent_to_another_origin() {
    let provider = FakeProvider::new([]);
    let client = client(&provider);
    for uri in [
        "https://evil.example/",
        "http://api.example.com/",
        "https://api.example.com:444/",
        "https://api.example.com.evil.example/",
        "https://user@api.example.com/",
        "api.example.com",
        "*",
    ] {
        let error = client.execute(get(uri)).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Encode, "{uri}");
        assert!(matches!(error.as_encode().unwrap().kind(), EncodeErrorKind::ForeignOrigin), "{uri}");
        assert_eq!(error.operation(), None);
    }
    assert_eq!(provider.received().len(), 0);
}

#[tokio::test]
async fn a_path_with_dot_segments_is_refused() {
    let provider = FakeProvider::new([]);
    for uri in ["/a/../b", "/..", "/a/%2e%2E/b", "/./a", "https://api.example.com/v1/.%2e/admin"] {
        let error = client(&provider).execute(get(uri)).await.unwrap_err();
        assert!(matches!(error.as_encode().unwrap().kind(), EncodeErrorKind::DotSegment), "{uri}");
    }
    assert_eq!(provider.received().len(), 0);
}

#[tokio::test]
async fn headers_that_the_client_sets_are_refused() {
    let provider = FakeProvider::new([ok()]);
    let client = client(&provider);
    for name in ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Authorization"] {
        let request = Request::get("/x").header(name, "1").body(Bytes::new()).unwrap();
        let error = client.execute(request).await.unwrap_err();
        assert!(matches!(error.as_encode().unwrap().kind(), EncodeErrorKind::HeaderName(_)), "{name}");
    }
    let tunnel = Request::connect("api.example.com:443").body(Bytes::new()).unwrap();
    let error = client.execute(tunnel).await.unwrap_err();
    assert!(matches!(error.as_encode().unwrap().kind(), EncodeErrorKind::Connect));
    // A client without a credential leaves the header to the caller.
    let request = Request::get("/x").header("authorization", "Custom x").body(Bytes::new()).unwrap();
    provider.client().execute(request).await.unwrap();
    assert_eq!(provider.received()[0].header("authorization"), ["Custom x"]);
}

#[tokio::test]
async fn an_error_response_is_an_error_with_any_json() {
    let provider = FakeProvider::new([reply(418, r#"{"short": true}"#), reply(500, "<html>")]);
    let error = client(&provider).execute(get("/pot")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 418);
    assert_eq!(error.as_api().unwrap()["short"], true);
    let error = client(&provider).execute(get("/pot")).await.unwrap_err();
    assert_eq!(error.body().unwrap(), "<html>");
}
