use endpoint_api_tests::plaid::{AllRequest, FetchRequest, GetAccountsRequest, KeysRequest, client};
use endpoint_runtime::{Bytes, Client, Stage, auth::ApiKey, http::Response, transport::Recorder};

use crate::support::{Answer, Script, body, header, line, ok};

fn recorder() -> (Client, Recorder) {
    let recorder = Recorder::new(Answer(ok("application/json", "{}")));
    let builder = Client::builder().base_url("https://api.example.com").transport(recorder.clone());
    (client(builder).unwrap(), recorder)
}

#[tokio::test]
async fn the_credential_is_two_members_of_each_body() {
    let (client, recorder) = recorder();
    client.send(GetAccountsRequest::new("access-1")).await.unwrap();
    client.send(AllRequest::new()).await.unwrap();
    client.send(FetchRequest::new()).await.unwrap();
    let bodies: Vec<_> = recorder.exchanges().iter().map(|exchange| body(&exchange.request).to_owned()).collect();
    assert_eq!(bodies.len(), 3);
    for name in ["client_id", "secret"] {
        assert!(bodies.iter().all(|body| body.matches(name).count() == 1), "{bodies:?}");
    }
    assert!(bodies[0].starts_with('{') && bodies[0].ends_with(r#""access_token":"access-1"}"#), "{bodies:?}");
    let [first, second] = [&bodies[0], &bodies[1]].map(|body| serde_json::from_str::<serde_json::Value>(body).unwrap());
    assert_eq!(
        (first["access_token"].as_str(), second.as_object().map(serde_json::Map::len)),
        (Some("access-1"), Some(2))
    );
    assert!(bodies[2].starts_with("grant_type=client_credentials&client_id="), "{bodies:?}");
}

#[tokio::test]
async fn a_call_without_a_body_is_refused_before_it_is_sent() {
    let (client, recorder) = recorder();
    let error = client.send(KeysRequest::new()).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Auth);
    assert!(!format!("{error:?} {error}").contains("s3"));
    assert!(recorder.exchanges().is_empty());
}

#[tokio::test]
async fn two_keys_are_sent_side_by_side_and_neither_is_shown() {
    let leak = Response::builder().status(400).body(Bytes::from("app-key-1 and api-key-1")).unwrap();
    let recorder = Recorder::new(Script::new([leak]));
    let client = Client::builder()
        .base_url("https://api.example.com")
        .transport(recorder.clone())
        .auth(ApiKey::new("X-Api-Key", "api-key-1").and(ApiKey::query("app", "app-key-1")))
        .build()
        .unwrap();
    let error = client.send(KeysRequest::new()).await.unwrap_err();
    assert!(!format!("{error:?} {error}").contains("key-1"));
    let sent = &recorder.exchanges()[0].request;
    assert!(line(sent).starts_with("GET /oauth/keys?app="), "{}", line(sent));
    assert!(!header(sent, "x-api-key").is_empty());
}
