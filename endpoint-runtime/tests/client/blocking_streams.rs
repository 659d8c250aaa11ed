//! Iterators of the blocking client: over streamed responses, pages and items.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers included")]
#![cfg(all(feature = "blocking", feature = "server"))]

use endpoint_runtime::{
    Client, Error, Result, blocking, endpoints,
    http::StatusCode,
    object,
    stream::{ByteStream, Event, EventStream, Lines},
};

#[object(server)]
pub struct Page {
    pub items: Vec<u32>,
    pub next: Option<String>,
}

#[endpoints(server)]
pub trait Feeds {
    #[endpoint(GET "/bytes", response = stream, auth = none)]
    async fn bytes(&self) -> Result<ByteStream>;

    #[endpoint(GET "/events", response(sse, done = "[DONE]"), auth = none)]
    async fn events(&self) -> Result<EventStream<u32>>;

    #[endpoint(GET "/lines", response = ndjson, auth = none)]
    async fn lines(&self) -> Result<Lines<u32>>;

    #[endpoint(GET "/pages?<cursor>", paginate(cursor = cursor, next = next, items = items: Vec<u32>), auth = none)]
    async fn pages(&self, cursor: Option<String>) -> Result<Page>;
}

struct Fake;

/// A stream of items that are ready.
struct Ready<T>(std::vec::IntoIter<T>);

impl<T> futures_core::Stream for Ready<T>
where
    Self: Unpin,
{
    type Item = std::result::Result<T, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next().map(Ok))
    }
}

fn ready<T>(items: Vec<T>) -> Ready<T> {
    Ready(items.into_iter())
}

impl Feeds for Fake {
    async fn bytes(&self, _: BytesRequest) -> Result<ByteStream> {
        Ok(ByteStream::new(ready(vec!["ab".into(), "c".into()])))
    }

    async fn events(&self, _: EventsRequest) -> Result<EventStream<u32>> {
        Ok(EventStream::new(ready(vec![Event::new(1), Event::new(2)])))
    }

    async fn lines(&self, _: LinesRequest) -> Result<Lines<u32>> {
        Ok(Lines::new(ready(vec![1, 2, 3])))
    }

    async fn pages(&self, request: PagesRequest) -> Result<Page> {
        let mut page = Page::new([]);
        match request.cursor.as_deref() {
            None => (page.items, page.next) = (vec![1, 2], Some("b".to_owned())),
            Some("b") => (page.items, page.next) = (vec![3], Some("c".to_owned())),
            Some(_) => return Err(Error::api(StatusCode::SERVICE_UNAVAILABLE, serde_json::Value::default())),
        }
        Ok(page)
    }
}

fn client() -> blocking::Client {
    let client = Client::builder().base_url("https://api.example.com").service(FeedsServer::new(Fake));
    blocking::Client::new(client.retry(endpoint_runtime::RetryPolicy::none()).build().unwrap())
}

#[test]
fn a_streamed_response_is_an_iterator() {
    let client = client();
    let chunks = client.iter(client.send(BytesRequest::new()).unwrap());
    let bytes: Vec<u8> = chunks.flat_map(|chunk| chunk.unwrap().to_vec()).collect();
    assert_eq!(bytes, b"abc");
    let events = client.iter(client.send(EventsRequest::new()).unwrap());
    let data: Vec<u32> = events.map(|event| event.unwrap().data).collect();
    assert_eq!(data, [1, 2]);
    let mut lines = client.iter(client.send(LinesRequest::new()).unwrap());
    assert_eq!(lines.next().unwrap().unwrap(), 1);
    let rest: Vec<u32> = lines.map(|line| line.unwrap()).collect();
    assert_eq!(rest, [2, 3]);
}

#[test]
fn pages_and_items_are_iterators_that_end_at_an_error_and_go_on_after_it() {
    let client = client();
    let mut pages = client.pages(PagesRequest::new());
    assert_eq!(pages.next().unwrap().unwrap().items, [1, 2]);
    assert_eq!(pages.cursor(), Some("b"));
    assert_eq!(pages.next().unwrap().unwrap().items, [3]);
    assert_eq!(pages.next().unwrap().unwrap_err().status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    assert!(pages.next().is_none());
    pages.resume();
    assert!(pages.next().unwrap().is_err());

    let mut items = client.items(PagesRequest::new());
    let found: Vec<u32> = items.by_ref().map_while(std::result::Result::ok).collect();
    assert_eq!(found, [1, 2, 3]);
    assert_eq!(items.pages().cursor(), Some("c"));
    assert!(items.next().is_none());
    let from_b: Vec<_> = client.items(PagesRequest::new().cursor("b")).take(1).collect();
    assert_eq!(*from_b[0].as_ref().unwrap(), 3);
}

#[tokio::test]
async fn within_a_runtime_an_iterator_fails_once() {
    let client = client();
    let mut lines = client.iter(Lines::<u32>::new(ready(vec![1])));
    assert!(lines.next().unwrap().unwrap_err().to_string().contains("async"));
    assert!(lines.next().is_none());
    assert!(lines.into_inner().next().await.unwrap().is_ok());
    let mut pages = client.pages(PagesRequest::new());
    assert!(pages.next().unwrap().unwrap_err().to_string().contains("async"));
    assert!(pages.next().is_none());
}
