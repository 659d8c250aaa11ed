use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll},
};

use endpoint_api_tests::firebase::{
    Change, Changes, ChangesClient, ChangesServer, DataEvent, GetRequest, SetRequest, WatchRequest,
};
use endpoint_runtime::{
    Bytes, Client, Json, Result,
    http::{Request, Response},
    stream::{Event, EventStream, Stream},
};

use crate::support::{body, call, header, line, ok};

#[tokio::test]
async fn values_of_the_query_are_json_and_the_path_has_a_suffix() {
    let answer = Response::builder().header("content-type", "application/json").header("etag", "v7");
    let answer = answer.body(Bytes::from(r#"{"a":1}"#)).unwrap();
    let request = GetRequest::new("dinosaurs/by name").order_by("$key").start_at(Json::from("a")).with_etag(true);
    let (sent, value) = call(request.limit_to_first(2_u32), answer).await;
    let query = "orderBy=%22$key%22&startAt=%22a%22&limitToFirst=2&print=pretty".replace('$', "%24");
    assert_eq!(line(&sent), format!("GET /dinosaurs/by%20name.json?{query}"));
    assert_eq!(header(&sent, "x-firebase-etag"), "true");
    assert_eq!((value.etag.as_deref(), value.value.to_string().as_str()), (Some("v7"), r#"{"a":1}"#));
    let (sent, _) = call(SetRequest::new("a/b", Json::from(15)).if_match("v7"), ok("application/json", "15")).await;
    assert_eq!((line(&sent).as_str(), header(&sent, "if-match"), body(&sent)), ("PUT /a/b.json", "v7", "15"));
}

fn change() -> Change {
    Change::new("/a", Json::from(15))
}

#[tokio::test]
async fn the_name_of_an_event_says_what_its_data_is() {
    let events = concat!(
        "event: put\ndata: {\"path\":\"/a\",\"data\":15}\n\n",
        "event: keep-alive\ndata: null\n\n",
        "event: auth_revoked\ndata: credential is no longer valid\n\n",
        "event: rules\ndata: {\"new\":[1]}\n\n",
        "event: put\ndata: {\"path\":7}\n\n",
        "event: cancel\ndata: null\n\n",
    );
    let answers = [ok("text/event-stream", events), Response::builder().status(204).body(Bytes::new()).unwrap()];
    let client = Client::builder()
        .base_url("https://api.example.com")
        .transport(crate::support::Script::new(answers))
        .build()
        .unwrap();
    let mut stream = ChangesClient::from(client).watch(WatchRequest::new("a")).await.unwrap();
    let mut next = async || stream.next().await.unwrap();
    assert_eq!(next().await.unwrap().data, DataEvent::Put(change()));
    assert_eq!(next().await.unwrap().data, DataEvent::KeepAlive);
    let revoked = next().await.unwrap();
    assert_eq!(revoked.event, "auth_revoked");
    assert_eq!(revoked.data, DataEvent::AuthRevoked("credential is no longer valid".to_owned()));
    assert_eq!(next().await.unwrap().data, DataEvent::Other);
    let error = next().await.unwrap_err().to_string();
    assert!(error.contains("data.path: expected a string, found a number"), "{error}");
    assert_eq!(next().await.unwrap().data, DataEvent::Cancel);
}

/// Events that a server sends.
struct Given(VecDeque<DataEvent>);

impl Stream for Given {
    type Item = Result<Event<DataEvent>>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(|event| Ok(Event::new(event).with_id("1"))))
    }
}

struct Database;

impl Changes for Database {
    async fn watch(&self, _: WatchRequest) -> Result<EventStream<DataEvent>> {
        let revoked = DataEvent::AuthRevoked("two\nlines".to_owned());
        Ok(EventStream::new(Given([DataEvent::Put(change()), DataEvent::KeepAlive, revoked].into())))
    }
}

#[tokio::test]
async fn a_server_names_each_event_by_its_type() {
    let client = Client::builder().service(ChangesServer::new(Database)).build().unwrap();
    let mut stream = ChangesClient::from(client.clone()).watch(WatchRequest::new("a")).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data, DataEvent::Put(change()));
    assert_eq!(stream.next().await.unwrap().unwrap().data, DataEvent::KeepAlive);
    let revoked = stream.next().await.unwrap().unwrap();
    assert_eq!(revoked.data, DataEvent::AuthRevoked("two\nlines".to_owned()));
    assert_eq!((revoked.event.as_ref(), revoked.id.as_str()), ("auth_revoked", "1"));
    let answer = client.execute(Request::get("/a.json").body(Bytes::new()).unwrap()).await.unwrap();
    let expected = concat!(
        "id: 1\nevent: put\ndata: {\"path\":\"/a\",\"data\":15}\n\n",
        "event: keep-alive\ndata: null\n\n",
        "event: auth_revoked\ndata: \"two\\nlines\"\n\n",
    );
    assert_eq!(answer.body(), expected);
}
