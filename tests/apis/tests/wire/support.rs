//! A client whose transport records the request and answers with a given response.

use std::{
    collections::VecDeque,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use endpoint_runtime::{
    Body, Bytes, Client, Endpoint, Output, RetryPolicy,
    http::{Request, Response},
    transport::{Recorder, Transport, TransportFuture},
};

/// A transport that answers every request with one response.
pub(crate) struct Answer(pub(crate) Response<Bytes>);

impl Transport for Answer {
    fn send(&self, _: Request<Body>) -> TransportFuture {
        let response = self.0.clone().map(Body::from);
        Box::pin(async { Ok(response) })
    }
}

/// A transport that answers each request with the next response, and the last one again and again.
pub(crate) struct Script(Mutex<VecDeque<Response<Bytes>>>);

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Response<Bytes>>) -> Self {
        Self(Mutex::new(answers.into_iter().collect()))
    }
}

impl Transport for Script {
    fn send(&self, _: Request<Body>) -> TransportFuture {
        let mut answers = self.0.lock().unwrap();
        let answer = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        let answer = answer.expect("an answer").map(Body::from);
        Box::pin(async { Ok(answer) })
    }
}

/// Sends a request, and returns what went over the wire beside the decoded result.
pub(crate) async fn call<E: Endpoint>(request: E, response: Response<Bytes>) -> (Request<Bytes>, Output<E>) {
    let recorder = Recorder::new(Answer(response));
    let client = Client::builder().base_url("https://api.example.com").transport(recorder.clone()).build().unwrap();
    let output = client.send(request).with_response().await.unwrap().into_body();
    let exchange = recorder.exchanges().pop().expect("one exchange");
    (exchange.request, output)
}

/// Returns a client of the recorder that retries at once, and makes the idempotency keys `key-0`, `key-1` ….
pub(crate) fn retrying(base_url: &str, recorder: &Recorder) -> Client {
    let made = AtomicU64::new(0);
    Client::builder()
        .base_url(base_url)
        .transport(recorder.clone())
        .retry(RetryPolicy::default().max_delay(Duration::ZERO))
        .idempotency_keys(move || format!("key-{}", made.fetch_add(1, Ordering::Relaxed)))
        .build()
        .unwrap()
}

/// Returns a response of 200 with this body.
pub(crate) fn ok(content_type: &str, body: impl Into<Bytes>) -> Response<Bytes> {
    Response::builder().header("content-type", content_type).body(body.into()).unwrap()
}

/// Returns `METHOD path?query`.
pub(crate) fn line(request: &Request<Bytes>) -> String {
    format!("{} {}", request.method(), request.uri().path_and_query().unwrap())
}

/// Returns the text of a header, or "".
pub(crate) fn header<'a>(request: &'a Request<Bytes>, name: &str) -> &'a str {
    request.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

/// Returns the body as text.
pub(crate) fn body(request: &Request<Bytes>) -> &str {
    std::str::from_utf8(request.body()).unwrap()
}
