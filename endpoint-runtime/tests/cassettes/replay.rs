//! Replaying, the modes, and the errors.

use endpoint_runtime::{
    Client,
    auth::ClientCredentials,
    cassette::{Cassette, CassetteError, CassetteMode},
};
use endpoint_test_support::scratch::Scratch;

use super::{
    api::{Fake, KeyRequest, LabelRequest, VaultServer},
    client, login, recording,
};

/// A client without a server, whose credential could not be fetched.
fn offline(cassette: &Cassette) -> Client {
    let credentials = ClientCredentials::new("https://127.0.0.1:1/token", "id", "another secret");
    Client::builder().base_url("https://127.0.0.1:1").auth(credentials).cassette(cassette.clone()).build().unwrap()
}

fn replaying(path: &std::path::Path) -> Cassette {
    Cassette::with_mode(path, CassetteMode::Replay).unwrap()
}

#[tokio::test]
async fn a_call_is_replayed_without_a_network_and_with_other_secrets() {
    let scratch = Scratch::new().unwrap();
    let (recorder, path) = recording(&scratch);
    recorder.send(login("first")).await.unwrap();
    recorder.send(LabelRequest::new(7)).await.unwrap();
    recorder.send(KeyRequest::new("wrong", "plain")).await.unwrap_err();
    let cassette = replaying(&path);
    assert_eq!(cassette.remaining(), 3);
    let client = offline(&cassette);
    let refused = client.send(KeyRequest::new("another", "plain")).await.unwrap_err();
    assert_eq!(refused.as_api().unwrap()["detail"], "the key [redacted] is refused");
    let session = client.send(login("second")).await.unwrap();
    assert_eq!((session.jwt.as_str(), session.code, session.devices.len()), ("[redacted]", 0, 2));
    assert_eq!(client.send(LabelRequest::new(7)).await.unwrap().pdf, &b"%PDF\xff"[..]);
    assert_eq!(cassette.remaining(), 0);
}

#[tokio::test]
async fn a_missing_entry_names_the_nearest_one() {
    let scratch = Scratch::new().unwrap();
    let (recorder, path) = recording(&scratch);
    recorder.send(LabelRequest::new(7)).await.unwrap();
    recorder.send(login("first")).await.unwrap();
    let client = offline(&replaying(&path));
    let message = |error: &dyn std::fmt::Display| error.to_string().replace(path.to_str().unwrap(), "test.json");
    let other = client.send(login("second").trace("t-2")).await.unwrap_err();
    assert!(!other.to_string().contains("second"), "{other}");
    assert_eq!(
        message(&other).split_once("the cassette ").unwrap().1,
        "test.json has no entry left for `vault_login` (POST /vaults/%5Bredacted%5D/login?hint=%5Bredacted%5D); \
         entry 2 is nearest, and differs in the header `x-trace`; record it again with ENDPOINT_CASSETTE=record"
    );
    let mut changed = login("second");
    changed.user = "eve".to_owned();
    let changed = client.send(changed).await.unwrap_err();
    assert!(message(&changed).contains("entry 2 is nearest, and differs in `user` of the body; "), "{changed}");
    client.send(LabelRequest::new(7)).await.unwrap();
    let again = client.send(LabelRequest::new(7)).await.unwrap_err();
    assert!(message(&again).contains("entry 1 is the same, and answered another call; "), "{again}");
}

#[tokio::test]
async fn missing_entries_are_added_if_the_mode_says_so() {
    let scratch = Scratch::new().unwrap();
    let path = scratch.path().join("test.json");
    let open = || Cassette::with_mode(&path, CassetteMode::ReplayOrRecord).unwrap();
    client(open()).send(LabelRequest::new(7)).await.unwrap();
    client(open()).send(LabelRequest::new(8)).await.unwrap();
    let both = replaying(&path);
    assert_eq!(both.remaining(), 2);
    let offline = offline(&both);
    offline.send(LabelRequest::new(8)).await.unwrap();
    offline.send(LabelRequest::new(7)).await.unwrap();
    // Recording replaces the file.
    let recorder = Cassette::with_mode(&path, CassetteMode::Record).unwrap();
    client(recorder).send(LabelRequest::new(9)).await.unwrap();
    assert_eq!(replaying(&path).remaining(), 1);
}

#[tokio::test]
async fn a_file_that_cannot_be_used_is_named_with_its_entry() {
    let scratch = Scratch::new().unwrap();
    let path = scratch.path().join("test.json");
    let open = || Cassette::with_mode(&path, CassetteMode::Replay);
    let error = open().unwrap_err();
    assert!(matches!(error, CassetteError::Read { .. }), "{error}");
    assert!(error.to_string().ends_with("; record it with ENDPOINT_CASSETTE=record"), "{error}");
    for (text, entry, problem) in [
        ("7", "the content of", "invalid type"),
        (r#"{"version":2,"entries":[]}"#, "the content of", "the version 2"),
        (
            r#"{"version":1,"entries":[{"request":{"operation":"a","method":"GET","target":"/"},"response":{"status":200}},{"request":{}}]}"#,
            "entry 2 of",
            "missing field `operation`",
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        let error = open().unwrap_err().to_string();
        assert!(error.starts_with(entry) && error.contains(problem), "{error}");
    }
    // A folder in the place of the file.
    let recorder = Cassette::with_mode(scratch.path(), CassetteMode::Record).unwrap();
    let server = Client::builder().service(VaultServer::new(Fake)).cassette(recorder).build().unwrap();
    let error = server.send(LabelRequest::new(7)).await.unwrap_err();
    assert!(error.to_string().contains("cannot be written"), "{error}");
}
