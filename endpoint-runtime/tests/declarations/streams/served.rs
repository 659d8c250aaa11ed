//! Streams that a server of the same declarations sends.

use super::*;

/// A stream of these items.
struct Items<T>(VecDeque<T>);

impl<T> Items<T> {
    fn new(items: impl IntoIterator<Item = T>) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: Unpin> Stream for Items<T> {
    type Item = std::result::Result<T, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}

struct Service;

fn sent_events() -> Vec<Event<String>> {
    vec![
        Event::new("a\nb".to_owned()).with_id("1").with_retry(Duration::from_millis(1_500)),
        Event::new(String::new()).with_id("1").with_event("empty"),
        Event::new(" blank: first\n".to_owned()).with_event("ä"),
    ]
}

impl Streams for Service {
    async fn bytes(&self, _: BytesRequest) -> Result<ByteStream> {
        Ok(ByteStream::new(Items::new([Bytes::from_static(b"a"), Bytes::from_static(b"\xff")])))
    }

    async fn file(&self, _: FileRequest) -> Result<File> {
        Ok(File { etag: "\"1\"".to_owned(), content: ByteStream::new(Items::new([Bytes::from_static(b"\x1f")])) })
    }

    async fn answer(&self, request: AnswerRequest) -> Result<Answer> {
        Ok(if request.later == Some(true) {
            Answer::Later("tomorrow".to_owned())
        } else {
            Answer::Streamed(EventStream::new(Items::new([Event::new(json!([1]))])))
        })
    }

    async fn events(&self, _: EventsRequest) -> Result<EventStream<String>> {
        Ok(EventStream::new(Items::new(sent_events())))
    }

    async fn complete(&self, request: CompleteRequest) -> Result<EventStream<Value>> {
        Ok(EventStream::new(Items::new([Event::new(json!({ "text": request.prompt })), Event::new(Value::Null)])))
    }

    async fn pods(&self, _: PodsRequest) -> Result<Lines<u32>> {
        Ok(Lines::new(Items::new([1, 2, 3])))
    }
}

fn served() -> StreamsClient {
    let router = Router::new(StreamsServer::new(Service).into()).unwrap();
    Client::builder().service(router).build().unwrap().into()
}

#[tokio::test]
async fn the_client_reads_what_the_server_streams() {
    assert_eq!(values(all(served().bytes(BytesRequest::new()).await.unwrap()).await), [&b"a"[..], b"\xff"]);
    let file = served().file(FileRequest::new()).with_response().await.unwrap();
    assert_eq!(file.headers()["content-type"], "application/gzip");
    assert_eq!(values(all(file.into_body().content).await), [&b"\x1f"[..]]);
    let answers = served().complete(CompleteRequest::new("hi")).await.unwrap();
    assert_eq!(data(all(answers).await), [json!({ "text": "hi" }), Value::Null]);
    assert_eq!(values(all(served().pods(PodsRequest::new()).await.unwrap()).await), [1, 2, 3]);
    let Answer::Streamed(events) = served().answer(AnswerRequest::new()).await.unwrap() else { panic!() };
    assert_eq!(data(all(events).await), [json!([1])]);
    let later = served().answer(AnswerRequest::new().later(true)).await.unwrap();
    assert!(matches!(later, Answer::Later(when) if when == "tomorrow"));
}

#[tokio::test]
async fn events_arrive_as_they_were_sent() {
    let mut events = served().events(EventsRequest::new()).await.unwrap();
    let mut read = Vec::new();
    for _ in 0..3 {
        read.push(events.next().await.unwrap().unwrap());
    }
    let mut sent = sent_events();
    // The id of the stream stays until another one is given, and is reset by an empty one.
    sent[2].id = String::new();
    assert_eq!(read, sent);
    let response = served().events(EventsRequest::new()).with_response().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-cache");
}

#[tokio::test]
async fn an_event_that_cannot_be_written_breaks_the_response_off() {
    for event in [
        Event::new("a\rb".to_owned()),
        Event::new("a".to_owned()).with_event("a\nb"),
        Event::new("a".to_owned()).with_id("a\0"),
    ] {
        struct One(Event<String>);

        impl Streams for One {
            async fn events(&self, _: EventsRequest) -> Result<EventStream<String>> {
                Ok(EventStream::new(Items::new([self.0.clone()])))
            }
        }

        let router = Router::new(StreamsServer::new(One(event)).into()).unwrap();
        let response = tower::util::ServiceExt::oneshot(
            router,
            http::Request::get("/events").body(Body::from(Bytes::new())).unwrap(),
        );
        let body = http_body_util::BodyExt::collect(response.await.unwrap().into_body()).await;
        assert!(body.is_err());
    }
}
