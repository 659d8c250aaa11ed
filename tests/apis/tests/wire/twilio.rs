use endpoint_api_tests::twilio::{CreateRequest, DeleteRequest, ListRequest, Message, Messages, MessagesServer, Page};
use endpoint_runtime::{Bytes, Client, Paginate, Result, auth::Basic, http::Response, transport::Recorder};

use crate::support::{Script, body, call, line, ok};

const SENT: &str = r#"{"sid":"SM1","status":"queued"}"#;

#[tokio::test]
async fn a_message_is_a_form_with_a_repeated_field() {
    let request = CreateRequest::new("AC1", "+49 1").from("+1").body("Hi").media_urls(["https://a/1", "https://a/2"]);
    let (sent, message) = call(request, ok("application/json", SENT)).await;
    assert_eq!(line(&sent), "POST /2010-04-01/Accounts/AC1/Messages.json");
    let expected = "To=%2B49%201&From=%2B1&Body=Hi&MediaUrl=https%3A%2F%2Fa%2F1&MediaUrl=https%3A%2F%2Fa%2F2";
    assert_eq!((body(&sent), &*message.sid), (expected, "SM1"));
    let (sent, ()) = call(DeleteRequest::new("AC1", "SM1"), Response::new(Bytes::new())).await;
    assert_eq!(line(&sent), "DELETE /2010-04-01/Accounts/AC1/Messages/SM1.json");
}

#[tokio::test]
async fn a_list_has_bounds_as_keys_and_goes_on_at_a_url_of_the_body() {
    let first = format!(r#"{{"messages":[{SENT}],"next_page_uri":"/2010-04-01/Accounts/AC1/Messages.json?Page=1"}}"#);
    let last = r#"{"messages":[{"sid":"SM2","status":"sent"}],"next_page_uri":null}"#;
    let pages = Script::new([ok("application/json", first), ok("application/json", last)]);
    let recorder = Recorder::new(pages);
    let client = Client::builder().base_url("https://api.twilio.com").auth(Basic::new("AC1", "secret"));
    let client = client.transport(recorder.clone()).build().unwrap();
    let mut messages = ListRequest::new("AC1").sent_after("2026-01-01").sent_before("2026-02-01").items(&client);
    let mut sids = Vec::new();
    while let Some(message) = messages.next().await {
        sids.push(message.unwrap().sid);
    }
    assert_eq!(sids, ["SM1", "SM2"]);
    let exchanges = recorder.exchanges();
    let lines: Vec<String> = exchanges.iter().map(|exchange| line(&exchange.request)).collect();
    let path = "GET /2010-04-01/Accounts/AC1/Messages.json";
    let expected = ["?DateSent%3E=2026-01-01&DateSent%3C=2026-02-01", "?Page=1"].map(|query| format!("{path}{query}"));
    assert_eq!(lines, expected);
    assert!(exchanges.iter().all(|exchange| exchange.request.headers().contains_key("authorization")));
}

struct Fake;

impl Messages for Fake {
    async fn list(&self, request: ListRequest) -> Result<Page> {
        let bounds = [request.sent_after, request.sent_before].map(Option::unwrap_or_default);
        Ok(Page::new([Message::new(bounds.join(" to "), "sent")]))
    }
}

#[tokio::test]
async fn a_server_reads_the_bounds() {
    let client = Client::builder().service(MessagesServer::new(Fake)).build().unwrap();
    let page = client.send(ListRequest::new("AC1").sent_after("a").sent_before("b")).await.unwrap();
    assert_eq!(page.messages.first().map(|message| &*message.sid), Some("a to b"));
}
