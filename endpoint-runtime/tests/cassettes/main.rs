//! Calls that are recorded in a cassette without their secrets, and replayed from it.
#![cfg(all(feature = "cassette", feature = "server", feature = "dynamic"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

mod api;
mod replay;

use api::{AvatarRequest, Fake, KeyRequest, LabelRequest, LogRequest, LoginRequest, TailRequest, VaultServer};
use endpoint_runtime::{
    Bytes, Client, Content, FilePart,
    auth::Bearer,
    cassette::{Cassette, CassetteMode},
    http::{Request, StatusCode},
};
use endpoint_test_support::scratch::Scratch;

fn recording(scratch: &Scratch) -> (Client, std::path::PathBuf) {
    let path = scratch.path().join("cassettes/test.json");
    let cassette = Cassette::with_mode(&path, CassetteMode::Record).unwrap();
    (client(cassette), path)
}

fn client(cassette: Cassette) -> Client {
    let server = VaultServer::new(Fake);
    Client::builder().service(server).auth(Bearer::new("bearer_secret")).cassette(cassette).build().unwrap()
}

fn login(secret: &str) -> LoginRequest {
    LoginRequest::new(
        format!("id_{secret}"),
        "ada",
        format!("pin_{secret}"),
        api::Device::new(format!("dev_{secret}"), "phone"),
    )
    .trace("t-1")
    .token(format!("tok_{secret}"))
    .hint(format!("hint_{secret}"))
    .session(format!("sess_{secret}"))
}

#[tokio::test]
async fn no_secret_is_written_wherever_it_stands() {
    let scratch = Scratch::new().unwrap();
    let (client, path) = recording(&scratch);
    let session = client.send(login("first")).await.unwrap();
    assert_eq!((session.jwt.as_str(), session.code), ("jwt_first", 123_456), "the caller has the response as it is");
    let text = std::fs::read_to_string(&path).unwrap();
    for secret in ["first", "bearer_secret", "123456"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let written: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        written["entries"][0],
        serde_json::json!({
            "request": {
                "operation": "vault_login",
                "method": "POST",
                "target": "/vaults/%5Bredacted%5D/login?hint=%5Bredacted%5D",
                "headers": {
                    "content-type": "application/json",
                    "cookie": "sid=[redacted]",
                    "x-token": "[redacted]",
                    "x-trace": "t-1",
                },
                "body": { "json": {
                    "user": "ada",
                    "pin": "[redacted]",
                    "device": { "secret": "[redacted]", "name": "phone" },
                } },
            },
            "response": {
                "status": 200,
                "headers": { "content-type": "application/json" },
                "body": { "json": {
                    "jwt": "[redacted]",
                    "code": 0,
                    "ids": [1, 2],
                    "link": "https://vault.example/?jwt=[redacted]",
                    "devices": [{ "secret": "[redacted]", "name": "old" }, { "secret": "[redacted]", "name": "new" }],
                } },
            },
        })
    );
}

#[tokio::test]
async fn sensitive_headers_forms_parts_and_errors_are_without_secrets() {
    let scratch = Scratch::new().unwrap();
    let (client, path) = recording(&scratch);
    client.send(LabelRequest::new(7)).await.unwrap();
    client.send(KeyRequest::new("key_first", "plain")).await.unwrap();
    client.send(AvatarRequest::new(FilePart::new("a", Content::from("x")), "title_first")).await.unwrap();
    let refused = client.send(KeyRequest::new("wrong", "plain")).await.unwrap_err();
    assert_eq!(refused.status(), Some(StatusCode::FORBIDDEN));
    let text = std::fs::read_to_string(&path).unwrap();
    for secret in ["first", "wrong", "retry_secret"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    for kept in [
        "key=%5Bredacted%5D&name=plain",
        "\"etag\": \"v1\"",
        "\"set-cookie\": \"[redacted]\"",
        "JVBERv8=",
        "\"status\": 403",
    ] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
}

#[tokio::test]
async fn a_response_whose_secrets_are_not_known_is_not_recorded() {
    let scratch = Scratch::new().unwrap();
    let (client, path) = recording(&scratch);
    let raw = client.execute(Request::get("/labels/7").body(Bytes::new()).unwrap()).await.unwrap_err();
    assert!(raw.to_string().contains("the response of `a raw request` is not recorded"), "{raw}");
    let Err(events) = client.send(TailRequest::new()).await else { unreachable!("a stream was recorded") };
    assert!(events.to_string().contains("the secrets in a stream of values are not known"), "{events}");
    assert!(!path.exists());
    // Bytes that are read as they arrive have no fields.
    let mut log = client.send(LogRequest::new()).await.unwrap();
    assert_eq!(log.next().await.unwrap().unwrap(), "line 1\n");
    let replayed = self::client(Cassette::with_mode(&path, CassetteMode::Replay).unwrap());
    let mut log = replayed.send(LogRequest::new()).await.unwrap();
    assert_eq!(log.next().await.unwrap().unwrap(), "line 1\n");
}
