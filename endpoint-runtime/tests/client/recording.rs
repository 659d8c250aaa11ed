//! Recording and replaying.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use std::error::Error as _;

use crate::support::*;
use endpoint_runtime::{
    Body, Bytes, Client, Transport,
    auth::Bearer,
    http::{Request, Response},
    transport::{Exchange, Recorder, Replay, ReplayError, TransportError, TransportFuture},
};

/// Responds to any request, in two frames.
struct Echo;

impl Transport for Echo {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let fails = request.uri().path() == "/items/gone";
        Box::pin(async move {
            if fails {
                return Err(TransportError::other("gone"));
            }
            let response = Response::builder().header("set-cookie", CANARY).header("x-a", "b");
            Ok(response.body(scripted_body(&["{\"name\":", "\"n\"}"], BodyEnd::Ends)).unwrap())
        })
    }
}

fn client(transport: impl Transport) -> Client {
    Client::builder()
        .base_url("https://api.example.com")
        .auth(Bearer::new(CANARY))
        .transport(transport)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_recording_can_be_replayed() {
    let recorder = Recorder::new(Echo);
    let recording = client(recorder.clone());
    recording.send(CreateItem::new("a")).await.unwrap();
    recording.send(GetItem::new("gone")).await.unwrap_err();
    recording.send(GetItem::new("b")).await.unwrap();

    let exchanges = recorder.exchanges();
    assert_eq!(exchanges.len(), 2, "the failed one has no response");
    assert_eq!(exchanges[0].request.body(), r#"{"size":7}"#);
    assert_eq!(exchanges[0].response.body(), r#"{"name":"n"}"#);
    assert_eq!(exchanges[0].response.headers()["x-a"], "b");
    for (headers, name) in [
        (exchanges[0].request.headers(), "authorization"),
        (exchanges[0].request.headers(), "x-session"),
        (exchanges[0].response.headers(), "set-cookie"),
    ] {
        assert_eq!(headers[name], "[redacted]", "{name}");
    }

    let replaying = client(Replay::new(exchanges));
    let response = replaying.send(CreateItem::new("a")).with_response().await.unwrap();
    assert_eq!((response.body().name.as_str(), &response.headers()["x-a"]), ("n", &sensitive("b")));
    assert_eq!(replaying.send(GetItem::new("b")).await.unwrap().name, "n");
}

#[tokio::test]
async fn a_request_that_was_not_recorded_is_named_by_its_position() {
    let exchange = |request: Request<Bytes>| Exchange::new(request, Response::new(Bytes::from("{\"name\":\"n\"}")));
    let post = Request::post("/items/a").body(Bytes::from("{\"size\":8}")).unwrap();
    let replay = std::sync::Arc::new(Replay::new([
        exchange(get("https://other.example/items/a")),
        exchange(get("/items/a")),
        exchange(get("/items/a")),
        exchange(post),
    ]));
    let client = client(replay.clone());
    client.send(GetItem::new("a")).await.unwrap();
    assert_eq!(replay.remaining(), 3);
    let mut errors = Vec::new();
    errors.push(client.send(GetItem::new("b")).await.unwrap_err());
    errors.push(client.send(PutItem::new("a")).await.unwrap_err());
    errors.push(client.send(CreateItem::new("a")).await.unwrap_err());
    errors.push(client.send(GetItem::new("a")).await.unwrap_err());
    let errors: Vec<ReplayError> =
        errors.iter().map(|error| *error.source().unwrap().source().unwrap().downcast_ref().unwrap()).collect();
    let mismatch = |position, part| ReplayError::Mismatch { position, part };
    assert_eq!(
        errors,
        [
            mismatch(2, "path or query"),
            mismatch(3, "method"),
            mismatch(4, "body"),
            ReplayError::Exhausted { position: 5 }
        ]
    );
    assert_eq!(errors[3].to_string(), "request 5 has no recorded exchange; the recording has 4, so record it again");
}

#[tokio::test]
async fn a_recorder_keeps_the_latest_exchanges() {
    let recorder = Recorder::new(Echo).capacity(2);
    let client = client(recorder.clone());
    for id in ["a", "b", "c"] {
        client.send(GetItem::new(id)).await.unwrap();
    }
    let paths: Vec<_> = recorder.exchanges().iter().map(|kept| kept.request.uri().path().to_owned()).collect();
    assert_eq!(paths, ["/items/b", "/items/c"]);
}

#[tokio::test]
async fn a_recording_shows_no_secret() {
    let recorder = Recorder::new(Echo);
    client(recorder.clone()).send(CreateItem::new("a")).await.unwrap();
    let text = format!("{recorder:?} {:?}", recorder.exchanges());
    assert!(!text.contains(CANARY) && !text.contains("session-t0ken"), "{text}");
}
