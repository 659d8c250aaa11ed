//! Mocks of endpoints on a server of httpmock, and what their failures say.
#![cfg(all(feature = "mock", feature = "reqwest"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

mod api;
mod failures;

use std::time::Duration;

use api::{
    Ack, AvatarRequest, Label, LabelRequest, LoginRequest, NoteRequest, PayRequest, Payment, RawRequest, Search,
    SearchRequest, SizeRequest, TailRequest, Tick, Token,
};
use endpoint_runtime::{
    Bytes, Client, Content, Error, FilePart, ProblemDetails, RetryPolicy, http,
    http::StatusCode,
    mock::MockEndpoint,
    object,
    stream::{Event, EventStream},
};
use httpmock::MockServer;

fn client(server: &MockServer) -> Client {
    Client::builder().base_url(server.base_url()).build().unwrap()
}

fn payment() -> PayRequest {
    PayRequest::new("acct/1", Token { value: "tok_secret_1".to_owned(), label: None }, 500).trace("t 1").session("s-1")
}

#[tokio::test]
async fn a_request_finds_its_mock_by_all_of_its_parts() {
    let server = MockServer::start_async().await;
    let other = payment().dry_run(true).mock(&server).returns(Payment::new("other"));
    let mock = payment().mock(&server).returns(Payment::new("p-1"));
    let paid = client(&server).send(payment()).await.unwrap();
    assert_eq!(paid.id, "p-1");
    for changed in [payment().trace("t 2"), payment().session("s-2"), payment().note("n")] {
        assert_eq!(client(&server).send(changed).await.unwrap_err().status(), Some(StatusCode::NOT_FOUND));
    }
    let another_account = PayRequest::new("acct/2", Token { value: "tok_secret_1".to_owned(), label: None }, 500);
    client(&server).send(another_account).await.unwrap_err();
    mock.assert();
    other.assert_calls(0);
    mock.delete();
    client(&server).send(payment()).await.unwrap_err();
}

#[tokio::test]
async fn less_is_expected_where_the_test_says_so() {
    let server = MockServer::start_async().await;
    let any_body = payment().mock(&server).any_body().returns(Payment::new("any body"));
    let other =
        PayRequest::new("acct/1", Token { value: "other".to_owned(), label: None }, 7).trace("t 1").session("s-1");
    assert_eq!(client(&server).send(other.clone()).await.unwrap().id, "any body");
    any_body.assert();
    any_body.delete();

    let any = payment().mock(&server).any("token").any("account").any("trace").returns(Payment::new("any argument"));
    let changed = PayRequest::new("acct/9", Token { value: "x".to_owned(), label: None }, 500).session("s-1");
    assert_eq!(client(&server).send(changed).await.unwrap().id, "any argument");
    client(&server).send(other).await.unwrap_err();
    any.assert();
    any.delete();

    let partial = payment().mock(&server).partial().returns(Payment::new("partial"));
    assert_eq!(client(&server).send(payment().dry_run(true).note("more")).await.unwrap().id, "partial");
    partial.assert();
}

#[tokio::test]
async fn bodies_of_every_format_are_compared() {
    let server = MockServer::start_async().await;
    let form = LoginRequest::new("ada", "pässword &+").mock(&server).returns(());
    let text = NoteRequest::new("über").mock(&server).returns("noted".to_owned());
    let bytes = RawRequest::new(&b"\0\xff"[..]).mock(&server).returns(Bytes::from_static(b"\x01\xfe"));
    let file = || FilePart::new("a.png", Content::from(vec![1, 2, 3])).with_content_type("image/png");
    let multipart = AvatarRequest::new(file(), "me").mock(&server).returns(Ack::new(true));
    let client = client(&server);
    client.send(LoginRequest::new("ada", "pässword &+")).await.unwrap();
    assert_eq!(client.send(NoteRequest::new("über")).await.unwrap(), "noted");
    assert_eq!(client.send(RawRequest::new(&b"\0\xff"[..])).await.unwrap(), &b"\x01\xfe"[..]);
    assert!(client.send(AvatarRequest::new(file(), "me")).await.unwrap().done);
    client.send(LoginRequest::new("ada", "another")).await.unwrap_err();
    client.send(NoteRequest::new("uber")).await.unwrap_err();
    client.send(RawRequest::new(&b"\0"[..])).await.unwrap_err();
    client.send(AvatarRequest::new(file(), "you")).await.unwrap_err();
    let other_file = FilePart::new("a.png", Content::from(vec![1, 2, 4])).with_content_type("image/png");
    client.send(AvatarRequest::new(other_file, "me")).await.unwrap_err();
    for mock in [form, text, bytes, multipart] {
        mock.assert();
    }
}

#[tokio::test]
async fn a_response_has_the_declared_status_headers_and_stream() {
    let server = MockServer::start_async().await;
    let label = Label { etag: Some("\"v1\"".to_owned()), pdf: Bytes::from_static(b"%PDF") };
    LabelRequest::new(7).mock(&server).returns(label);
    SearchRequest::new(vec![Search { term: "a".to_owned() }]).mock(&server).returns(Ack::new(false));
    let ticks = [1, 2].map(|n| Ok::<_, std::convert::Infallible>(Event::new(Tick { n })));
    TailRequest::new().mock(&server).returns(EventStream::new(futures_util::stream::iter(ticks)));
    let client = client(&server);
    let label = client.send(LabelRequest::new(7)).with_response().await.unwrap();
    assert_eq!((label.status(), label.body().etag.as_deref()), (StatusCode::OK, Some("\"v1\"")));
    let found = client.send(SearchRequest::new(vec![Search { term: "a".to_owned() }])).with_response().await.unwrap();
    assert_eq!(found.status(), StatusCode::CREATED);
    let mut events = client.send(TailRequest::new()).await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!(first.data.n, 1);
}

#[tokio::test]
async fn errors_and_raw_responses_are_sent_as_they_are() {
    let server = MockServer::start_async().await;
    let problem: ProblemDetails = serde_json::from_str(r#"{"detail":"no such team"}"#).unwrap();
    let error = Error::api(StatusCode::NOT_FOUND, serde_json::to_value(problem).unwrap());
    SizeRequest::new("red").mock(&server).fails(error);
    let broken = http::Response::builder().status(200).header("x-request-id", "r-1").body("{\"a\":").unwrap();
    SizeRequest::new("blue").mock(&server).delay(Duration::from_millis(1)).responds(broken);
    let error = client(&server).send(SizeRequest::new("red")).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert!(error.body().unwrap().starts_with(b"{\"detail\":\"no such team\""), "{:?}", error.body());
    let error = client(&server).send(SizeRequest::new("blue")).await.unwrap_err();
    assert!(error.as_decode().is_some() && error.request_id() == Some("r-1"));
}

#[tokio::test]
async fn a_call_fails_first_and_succeeds_when_it_is_repeated() {
    let server = MockServer::start_async().await;
    let unavailable = http::Response::builder().status(503).body("").unwrap();
    let first = SizeRequest::new("red").mock(&server).base_path("/api").up_to(1).responds(unavailable);
    let second = SizeRequest::new("red").mock(&server).base_path("/api").header("x-app", "billing").returns(3);
    let retry = RetryPolicy::default().base_delay(Duration::from_millis(1));
    let client =
        Client::builder().base_url(server.url("/api")).header("x-app", "billing").retry(retry).build().unwrap();
    assert_eq!(client.send(SizeRequest::new("red")).await.unwrap(), 3);
    first.assert();
    second.assert();
}

#[object]
struct Unused {
    id: String,
}

#[test]
fn an_object_that_is_only_read_needs_no_serializer() {
    assert_eq!(serde_json::from_str::<Unused>("{}").unwrap().id, "");
}
