//! Calls by data of endpoints whose responses are read as they arrive.

#![cfg(feature = "dynamic")]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "the helpers of a test may fail, and its declarations document themselves"
)]

use endpoint_runtime::{
    Body, Bytes, Client, Result, Stage,
    dynamic::{Data, DataStream},
    endpoints, http,
    provider::{Environment, Provider},
    stream::{ByteStream, EventStream, Lines},
    transport::{Transport, TransportFuture},
};
use serde_json::{Value, json};

#[endpoints(schema)]
pub trait Streams {
    #[endpoint(GET "/bytes", auth = none, response = stream)]
    async fn bytes(&self) -> Result<ByteStream>;

    #[endpoint(GET "/events", auth = none, response(sse, done = "[DONE]"))]
    async fn events(&self) -> Result<EventStream<Value>>;

    #[endpoint(GET "/lines", auth = none, response = ndjson)]
    async fn lines(&self) -> Result<Lines<Value>>;

    #[endpoint(GET "/value", auth = none)]
    async fn value(&self) -> Result<Value>;
}

/// A transport that responds with this status and body.
struct Answer(u16, &'static str);

impl Transport for Answer {
    fn send(&self, _: http::Request<Body>) -> TransportFuture {
        let body = Body::from(Bytes::from_static(self.1.as_bytes()));
        let response = http::Response::builder().status(self.0).body(body).unwrap();
        Box::pin(async { Ok(response) })
    }
}

fn provider() -> Provider {
    Provider::builder("streams")
        .environment(Environment::new("live", "https://api.example.com"))
        .resource(StreamsClient::SCHEMAS)
        .build()
        .unwrap()
}

fn client(status: u16, body: &'static str) -> Client {
    Client::builder().base_url("https://api.example.com").transport(Answer(status, body)).build().unwrap()
}

async fn items(id: &str, body: &'static str) -> Vec<Data> {
    let provider = provider();
    let call = client(200, body).call(provider.operation(id).unwrap(), json!({})).unwrap();
    let mut stream: DataStream = call.streamed().await.unwrap().into_body();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item.unwrap());
    }
    items
}

const EVENTS: &str = "id: 7\ndata: {\"a\":1.50}\n\nevent: note\ndata: no json\n\ndata: [DONE]\n\ndata: 3\n\n";

#[tokio::test]
async fn events_lines_and_bytes_come_one_by_one() {
    let events = items("streams_events", EVENTS).await;
    let texts: Vec<String> = events
        .iter()
        .map(|event| match event {
            Data::Json(event) => event.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    // The digits are those that were sent.
    assert_eq!(
        texts,
        [r#"{"event":"message","id":"7","data":{"a":1.50}}"#, r#"{"event":"note","id":"7","data":"no json"}"#]
    );
    assert_eq!(items("streams_lines", "1\n\n[2]").await, [Data::Json(json!(1).into()), Data::Json(json!([2]).into())]);
    assert_eq!(items("streams_bytes", "ab").await, [Data::Bytes(Bytes::from_static(b"ab"))]);
    assert_eq!(items("streams_value", "7").await, [Data::Json(json!(7).into())]);
}

#[tokio::test]
async fn without_streaming_they_are_a_list() {
    let provider = provider();
    let collected = async |id: &str, body: &'static str| {
        client(200, body).call(provider.operation(id).unwrap(), json!({})).unwrap().await.unwrap()
    };
    let Data::Json(events) = collected("streams_events", EVENTS).await else { panic!() };
    assert_eq!(events.as_array().unwrap().len(), 2);
    assert_eq!(collected("streams_lines", "1\n2\n").await, Data::Json(json!([1, 2]).into()));
    assert_eq!(collected("streams_bytes", "ab").await, Data::Bytes(Bytes::from_static(b"ab")));
}

#[tokio::test]
async fn an_error_response_is_an_error_of_the_call() {
    let provider = provider();
    let events = provider.operation("streams_events").unwrap();
    let error = client(404, "{\"a\":1}").call(events, json!({})).unwrap().streamed().await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Api, 404));
}
