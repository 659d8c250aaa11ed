//! The blocking client, inside and outside of async contexts.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]
#![cfg(feature = "blocking")]

use std::time::Duration;

use crate::support::*;
use endpoint_runtime::{Stage, blocking};

#[test]
fn a_call_blocks_until_it_ends() {
    let provider = FakeProvider::new([ok(), reply(404, ""), ok(), reply(200, "raw")]);
    let client = blocking::Client::from(provider.client());
    assert_eq!(client.send(GetItem::new("a")).unwrap().name, "n");
    assert_eq!(client.send(GetItem::new("a")).unwrap_err().status().unwrap(), 404);
    let call = provider.client().send(GetItem::new("a")).header("x-own", "1").timeout(Duration::from_secs(9));
    client.wait(call).unwrap();
    assert_eq!(provider.received()[2].header("x-own"), ["1"]);
    assert_eq!(client.execute(get("/x")).unwrap().into_body(), "raw");
}

#[test]
fn clones_share_a_runtime_and_threads_can_call_at_once() {
    let provider = FakeProvider::new((0..20).map(|_| ok()));
    let client = blocking::Client::new(provider.client());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let client = client.clone();
            scope.spawn(move || (0..5).for_each(|_| drop(client.send(GetItem::new("a")).unwrap())));
        }
    });
    assert_eq!(provider.received().len(), 20);
}

#[tokio::test]
async fn in_an_async_context_a_call_names_the_alternative() {
    let provider = FakeProvider::new([]);
    let client = blocking::Client::new(provider.client());
    let error = client.send(GetItem::new("a")).unwrap_err();
    assert_eq!((error.stage(), error.operation()), (Stage::Connect, Some("items_get")));
    assert!(!error.is_retryable());
    assert!(error.to_string().contains("async"), "{error:?}");
    assert!(client.execute(get("/x")).is_err());
    assert_eq!(provider.received().len(), 0);
}

#[test]
fn a_client_can_be_dropped_anywhere() {
    let client = blocking::Client::new(FakeProvider::new([ok()]).client());
    client.send(GetItem::new("a")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async move { drop(client) });
}

#[test]
fn its_debug_is_that_of_the_client() {
    let client = blocking::Client::new(FakeProvider::new([]).client());
    assert_eq!(format!("{client:?}"), "blocking::Client(Client { base_url: BaseUrl(http://localhost), .. })");
}
