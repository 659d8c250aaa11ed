//! A server receives what a client streams, and a client receives what a server streams: bytes, server-sent events, lines of JSON, files of
//! any length, and bodies for the URL that an answer gave.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
};

use endpoint_runtime::{
    Bytes, Client, Content, FilePart, Response, Result, endpoints, object,
    stream::{ByteStream, Event, EventStream, Lines},
};
use futures_util::stream::{self, Stream};
use proptest::prelude::*;

/// The data of an event: JSON of any form.
#[object(sent, server)]
pub struct Datum {
    pub text: String,
    pub numbers: Vec<i64>,
}

/// The place of an upload.
#[derive(Debug, Response)]
#[response(server)]
pub struct Started {
    #[header("Location")]
    pub location: String,
}

#[endpoints(server)]
pub trait Streams {
    #[endpoint(POST "/echo", response = stream, auth = none)]
    async fn echo(&self, #[body(stream)] content: Content) -> Result<ByteStream>;

    #[endpoint(GET "/events", response = sse, auth = none)]
    async fn events(&self) -> Result<EventStream<Datum>>;

    #[endpoint(GET "/texts", response = sse, auth = none)]
    async fn texts(&self) -> Result<EventStream<String>>;

    #[endpoint(GET "/lines", response = ndjson, auth = none)]
    async fn lines(&self) -> Result<Lines<Datum>>;

    #[endpoint(POST "/files", multipart, response = bytes, auth = none)]
    async fn file(&self, title: String, file: FilePart) -> Result<Bytes>;

    #[endpoint(POST "/uploads/<name>", status = 202, auth = none)]
    async fn start(&self, name: String) -> Result<Started>;

    #[endpoint(PUT <location>?<part>, response = bytes, auth = none)]
    async fn append(&self, location: String, part: String, #[body(bytes)] content: Bytes) -> Result<Bytes>;

    #[endpoint(PUT "/uploads/<name>?<state>&<part>", response = bytes, auth = none)]
    async fn receive(&self, name: String, state: String, part: String, #[body(bytes)] content: Bytes) -> Result<Bytes>;
}

/// Answers with what it was made of, and with what it receives.
#[derive(Clone, Default)]
struct Answers {
    events: Vec<Event<Datum>>,
    texts: Vec<Event<String>>,
    received: Arc<Mutex<Vec<[String; 3]>>>,
}

/// Returns a stream of these items, which are ready.
fn ready<T>(items: Vec<T>) -> impl Stream<Item = std::result::Result<T, Infallible>> {
    stream::iter(items.into_iter().map(Ok))
}

impl Streams for Answers {
    async fn echo(&self, request: EchoRequest) -> Result<ByteStream> {
        Ok(ByteStream::of_content(request.content))
    }

    async fn events(&self, _: EventsRequest) -> Result<EventStream<Datum>> {
        Ok(EventStream::new(ready(self.events.clone())))
    }

    async fn texts(&self, _: TextsRequest) -> Result<EventStream<String>> {
        Ok(EventStream::new(ready(self.texts.clone())))
    }

    async fn lines(&self, _: LinesRequest) -> Result<Lines<Datum>> {
        let data: Vec<Datum> = self.events.iter().map(|event| event.data.clone()).collect();
        Ok(Lines::new(ready(data)))
    }

    async fn file(&self, request: FileRequest) -> Result<Bytes> {
        let names = [request.title, request.file.file_name().to_owned(), String::new()];
        self.received.lock().unwrap().push(names);
        Ok(request.file.into_content().collect(1 << 30).await.unwrap())
    }

    async fn start(&self, request: StartRequest) -> Result<Started> {
        let name = endpoint_runtime::percent::encode(&request.name);
        Ok(Started { location: format!("/uploads/{name}?state={name}") })
    }

    async fn receive(&self, request: ReceiveRequest) -> Result<Bytes> {
        self.received.lock().unwrap().push([request.name, request.state, request.part]);
        Ok(request.content)
    }
}

fn client(answers: Answers) -> Client {
    Client::builder().base_url("https://api.example.com").service(StreamsServer::new(answers)).build().unwrap()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Pieces of bytes, some of which are empty.
fn pieces() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..50), 0..6)
}

fn content(pieces: &[Vec<u8>]) -> Content {
    let pieces: Vec<Bytes> = pieces.iter().cloned().map(Bytes::from).collect();
    Content::from_stream(ready(pieces))
}

fn event<T: std::fmt::Debug>(data: impl Strategy<Value = T>) -> impl Strategy<Value = Event<T>> {
    (data, "[a-zü: ]{1,6}", "[a-z0-9ü: ]{0,4}", prop::option::of(0_u64..100_000)).prop_map(|(data, name, id, retry)| {
        let mut event = Event::new(data).with_event(name).with_id(id);
        event.retry = retry.map(std::time::Duration::from_millis);
        event
    })
}

fn datum() -> impl Strategy<Value = Datum> {
    (any::<String>(), prop::collection::vec(any::<i64>(), 0..3)).prop_map(|(text, numbers)| Datum::new(text, numbers))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bytes_come_back_as_they_were_sent(pieces in pieces(), is_announced in any::<bool>()) {
        let expected = pieces.concat();
        let content = content(&pieces);
        let content = if is_announced { content.with_length(expected.len() as u64) } else { content };
        let received = block_on(async {
            let mut stream = client(Answers::default()).send(EchoRequest::new(content)).await.unwrap();
            let mut received = Vec::new();
            while let Some(chunk) = stream.next().await {
                received.extend_from_slice(&chunk.unwrap());
            }
            received
        });
        prop_assert_eq!(received, expected);
    }

    #[test]
    fn events_and_lines_arrive_as_they_were_made(
        events in prop::collection::vec(event(datum()), 0..5),
        texts in prop::collection::vec(event("[a-zü:\n \u{feff}]{0,9}"), 0..5),
    ) {
        let client = client(Answers { events: events.clone(), texts: texts.clone(), ..Answers::default() });
        let (found, found_texts, lines) = block_on(async {
            let mut stream = client.send(EventsRequest::new()).await.unwrap();
            let mut found = Vec::new();
            while let Some(event) = stream.next().await {
                found.push(event.unwrap());
            }
            let mut stream = client.send(TextsRequest::new()).await.unwrap();
            let mut found_texts = Vec::new();
            while let Some(event) = stream.next().await {
                found_texts.push(event.unwrap());
            }
            let mut stream = client.send(LinesRequest::new()).await.unwrap();
            let mut lines = Vec::new();
            while let Some(line) = stream.next().await {
                lines.push(line.unwrap());
            }
            (found, found_texts, lines)
        });
        prop_assert_eq!(&found, &events);
        prop_assert_eq!(found_texts, texts);
        let data: Vec<Datum> = events.into_iter().map(|event| event.data).collect();
        prop_assert_eq!(lines, data);
    }

    #[test]
    fn a_file_arrives_in_memory_or_in_a_temporary_file(
        title in any::<String>(),
        name in "[a-z\"ü; ]{1,9}",
        piece in prop::collection::vec(prop::sample::select(&b"\r\n-part0"[..]), 1..200),
        times in prop::sample::select(&[0_usize, 1, 300, 2_000][..]),
    ) {
        let answers = Answers::default();
        let pieces = vec![piece; times];
        let request = FileRequest::new(title.clone(), FilePart::new(name.clone(), content(&pieces)));
        let received = block_on(async { client(answers.clone()).send(request).await.unwrap() });
        prop_assert!(received == pieces.concat());
        prop_assert_eq!(answers.received.lock().unwrap().pop().unwrap(), [title, name, String::new()]);
    }

    #[test]
    fn a_body_arrives_at_the_url_of_an_answer(
        name in "[a-zü/ %?&=+.]{1,8}".prop_filter("a segment", |name| name != "." && name != ".."),
        part in "[a-zü/ %?&=+]{0,8}",
        body in prop::collection::vec(any::<u8>(), 0..50),
    ) {
        let answers = Answers::default();
        let client = client(answers.clone());
        let received = block_on(async {
            let started = client.send(StartRequest::new(name.clone())).await.unwrap();
            client.send(AppendRequest::new(started.location, part.clone(), body.clone())).await.unwrap()
        });
        prop_assert_eq!(received, body);
        prop_assert_eq!(answers.received.lock().unwrap().pop().unwrap(), [name.clone(), name, part]);
    }
}
