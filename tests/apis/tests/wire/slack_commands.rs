use std::sync::{Arc, Mutex};

use endpoint_api_tests::slack_commands::{Command, Commands, CommandsServer, ReceiveRequest};
use endpoint_runtime::{Bytes, Client, Json, Result, WithBytes, http::Request};

use crate::support::{body, call, header, ok};

/// A form as Slack sends it, in an order and an encoding of its own.
const PAYLOAD: &str = "response_url=https%3a%2f%2fhooks.slack.com%2f1&team_id=T1&text=two+words&command=%2fweather";

#[derive(Clone, Default)]
struct Receiver(Arc<Mutex<Vec<ReceiveRequest>>>);

impl Commands for Receiver {
    async fn receive(&self, request: ReceiveRequest) -> Result<Json> {
        self.0.lock().unwrap().push(request);
        Ok(Json::from("ok"))
    }
}

#[tokio::test]
async fn the_bytes_of_a_form_are_there_beside_its_fields() {
    let receiver = Receiver::default();
    let client = Client::builder().service(CommandsServer::new(receiver.clone())).build().unwrap();
    let request = Request::post("/slack/commands")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-slack-signature", "v0=a2")
        .header("x-slack-request-timestamp", "1531420618");
    client.execute(request.body(Bytes::from(PAYLOAD)).unwrap()).await.unwrap();
    let command = receiver.0.lock().unwrap().pop().unwrap().command;
    assert_eq!(command.bytes(), PAYLOAD);
    assert_eq!((command.command.as_str(), command.text.as_deref()), ("/weather", Some("two words")));
}

#[tokio::test]
async fn a_form_is_written_once_so_that_it_can_be_signed() {
    let command = WithBytes::form(Command::new("/weather", "https://a.test").text("two words")).unwrap();
    let written = "command=%2Fweather&response_url=https%3A%2F%2Fa.test&text=two%20words";
    assert_eq!(command.bytes(), written);
    let (sent, _) = call(ReceiveRequest::new("v0=a2", 1_u64, command), ok("application/json", "{}")).await;
    assert_eq!((body(&sent), header(&sent, "content-type")), (written, "application/x-www-form-urlencoded"));
}
