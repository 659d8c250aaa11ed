//! The client credentials grant of OAuth 2.0: how tokens are requested, shared, renewed and dropped.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod over_a_socket;
mod provider;

use std::{
    error::Error as _,
    sync::{Arc, Mutex},
    time::Duration,
};

use crate::support::*;
use endpoint_runtime::{
    Auth, Body, Bytes, Client, Error, ErrorBody, RetryPolicy, Stage,
    auth::{ClientCredentials, TokenError},
    http::{Request, Response},
};
use provider::Provider;
use tokio::time::{advance, sleep};
use tower_service::Service;

const TOKEN_URL: &str = "https://auth.test/oauth2/token?tenant=a%20b";

fn credentials() -> ClientCredentials {
    ClientCredentials::new(TOKEN_URL, "id:ü", format!("{CANARY}/+ %"))
}

fn item() -> GetItem {
    GetItem::new("a")
}

fn token_error<E: ErrorBody>(error: &Error<E>) -> &TokenError {
    assert_eq!(error.stage(), Stage::Auth, "{error:?}");
    error.source().unwrap().downcast_ref().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_id_and_the_secret_are_encoded_for_basic_or_sent_in_the_body() {
    let provider = Provider::default();
    provider.client().send(item()).await.unwrap();
    let (body, authorization) = provider.state().token_requests.remove(0);
    assert_eq!(body, "grant_type=client_credentials");
    // `id%3A%C3%BC:c4nary-s3cret%2F%2B%20%25`
    let expected = "Basic aWQlM0ElQzMlQkM6YzRuYXJ5LXMzY3JldCUyRiUyQiUyMCUyNQ==";
    assert_eq!(authorization.as_deref(), Some(expected));

    let settings = credentials().secret_in_body().scope("read write").audience("https://api.test/");
    let settings = settings.parameter("resource", "a&b").parameter("scope", "read");
    provider.builder(settings).build().unwrap().send(item()).await.unwrap();
    let (body, authorization) = provider.state().token_requests.remove(0);
    assert_eq!(authorization, None);
    assert_eq!(
        body,
        "grant_type=client_credentials&client_id=id%3A%C3%BC&client_secret=c4nary-s3cret%2F%2B%20%25&\
         audience=https%3A%2F%2Fapi.test%2F&resource=a%26b&scope=read"
    );
}

#[tokio::test(start_paused = true)]
async fn one_token_serves_all_calls_until_its_renewal_which_no_call_waits_for() {
    let provider = Provider::default();
    let client = provider.client();
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(client.clone().send(item()))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(provider.token_requests(), 1);
    advance(Duration::from_secs(3_200)).await;
    client.send(item()).await.unwrap();
    assert_eq!(provider.token_requests(), 1);
    // Within five minutes of its expiry: calls go on with the old token, and start one renewal.
    advance(Duration::from_secs(150)).await;
    for _ in 0..5 {
        client.send(item()).await.unwrap();
    }
    assert_eq!(provider.seen().last().unwrap(), "Bearer token-1");
    sleep(Duration::from_secs(2)).await;
    client.send(item()).await.unwrap();
    assert_eq!((provider.token_requests(), &**provider.seen().last().unwrap()), (2, "Bearer token-2"));
    // After its expiry, a call waits.
    advance(Duration::from_secs(4_000)).await;
    client.send(item()).await.unwrap();
    assert_eq!((provider.token_requests(), &**provider.seen().last().unwrap()), (3, "Bearer token-3"));
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_fails_is_bridged_and_not_tried_by_every_call() {
    let provider = Provider::default();
    let client = provider.client();
    client.send(item()).await.unwrap();
    advance(Duration::from_secs(3_350)).await;
    provider.state().answers = (0..2).map(|_| (500, String::new())).collect();
    for _ in 0..20 {
        client.send(item()).await.unwrap();
        sleep(Duration::from_millis(500)).await;
    }
    assert_eq!(provider.token_requests(), 2);
    assert!(provider.seen().iter().all(|token| token == "Bearer token-1"));
    // Two failures, and the third attempt has a token.
    for _ in 0..30 {
        client.send(item()).await.unwrap();
        sleep(Duration::from_secs(1)).await;
    }
    assert_eq!((provider.token_requests(), &**provider.seen().last().unwrap()), (4, "Bearer token-4"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_or_stalls_neither_ends_nor_delays_the_fetch() {
    let provider = Provider::default();
    let client = provider.client();
    let mut dropped = client.send(item());
    let mut stalled = client.send(item());
    assert!(poll_once(&mut dropped).await.is_pending());
    assert!(poll_once(&mut stalled).await.is_pending());
    sleep(Duration::from_millis(100)).await;
    drop(dropped);
    client.send(item()).timeout(Duration::from_secs(2)).await.unwrap();
    stalled.await.unwrap();
    assert_eq!(provider.token_requests(), 1);

    // A call that times out does not take the fetch along either.
    let client = provider.client();
    let impatient = client.send(item()).timeout(Duration::from_millis(500)).await.unwrap_err();
    assert_eq!(impatient.stage(), Stage::Timeout);
    client.send(item()).timeout(Duration::from_millis(600)).await.unwrap();
    assert_eq!(provider.token_requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_refused_is_replaced_once_for_all_and_every_call_is_repeated_once() {
    let provider = Provider::default();
    let client = provider.client();
    client.send(item()).await.unwrap();
    provider.refuse("token-1");
    provider.state().api_delay = Duration::from_secs(1);
    // A POST was not processed, either.
    let gets: Vec<_> = (0..20).map(|_| tokio::spawn(client.send(item()))).collect();
    let posts: Vec<_> = (0..20).map(|_| tokio::spawn(client.send(CreateItem::new("a")))).collect();
    for call in gets.into_iter().chain(posts) {
        call.await.unwrap().unwrap();
    }
    assert_eq!(provider.token_requests(), 2);
    let seen = provider.seen();
    assert_eq!(seen.iter().filter(|token| *token == "Bearer token-1").count(), 41);
    assert_eq!(seen.iter().filter(|token| *token == "Bearer token-2").count(), 40);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_failed_with_an_old_token_does_not_drop_the_new_one() {
    let provider = Provider::default();
    let client = provider.client();
    client.send(item()).await.unwrap();
    provider.refuse("token-1");
    // The slow call was sent with the old token, and is answered after the quick one has got a new token.
    provider.state().api_delay = Duration::from_secs(10);
    let slow = tokio::spawn(client.send(item()));
    sleep(Duration::from_secs(5)).await;
    provider.state().api_delay = Duration::ZERO;
    client.send(item()).await.unwrap();
    assert_eq!(provider.token_requests(), 2);
    slow.await.unwrap().unwrap();
    client.send(item()).await.unwrap();
    assert_eq!(provider.token_requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_api_that_refuses_every_token_ends_after_one_repetition() {
    let provider = Provider::default();
    for number in 1..100 {
        provider.refuse(&format!("token-{number}"));
    }
    let client = provider.client();
    let error = client.send(item()).await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16(), error.is_retryable()), (Stage::Api, 401, false));
    assert_eq!((provider.seen().len(), provider.token_requests()), (2, 2));
    // Without retries the call is sent once, and the token is dropped all the same.
    client.send(item()).no_retry().await.unwrap_err();
    assert_eq!((provider.seen().len(), provider.token_requests()), (3, 3));
    client.send(item()).no_retry().await.unwrap_err();
    assert_eq!((provider.seen().len(), provider.token_requests()), (4, 4));
}

#[tokio::test(start_paused = true)]
async fn a_token_without_a_lifetime_is_fetched_for_the_calls_that_wait_for_it() {
    let provider = Provider::default();
    provider.state().expires_in = "0";
    let client = provider.client();
    let calls: Vec<_> = (0..5).map(|_| tokio::spawn(client.send(item()))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(provider.token_requests(), 1);
    client.send(item()).await.unwrap();
    assert_eq!(provider.token_requests(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_token_request_is_typed_shared_and_without_the_secret() {
    let provider = Provider::default();
    let description = format!("wrong {CANARY}/+ % or {CANARY}%2F%2B%20%25 for the client");
    let refusal =
        format!(r#"{{"error": "invalid_client", "error_description": "{description}", "error_uri": "https://e"}}"#);
    // A status of 200 occurs as well.
    for status in [401, 400, 200] {
        provider.state().answers = vec![(status, refusal.clone())];
        let client = provider.client();
        let (one, other) = tokio::join!(client.send(item()), client.send(PutItem::new("b")));
        for error in [one.unwrap_err(), other.unwrap_err()] {
            let TokenError::Request(call) = token_error(&error) else { panic!("{error:?}") };
            assert_eq!(call.status().unwrap().as_u16(), status);
            assert_eq!(call.code().unwrap(), "invalid_client");
            assert_eq!(call.as_api().unwrap().error_uri.as_deref(), Some("https://e"));
            for text in [format!("{error:?} {error}"), format!("{call:?} {call}"), token_error(&error).to_string()] {
                assert!(!text.contains(CANARY), "{text}");
            }
            assert!(call.to_string().contains("wrong [redacted] or [redacted] for the client"), "{call}");
            assert!(!error.is_retryable());
        }
    }
    assert_eq!((provider.token_requests(), provider.seen().len()), (3, 0));

    provider.state().answers = vec![(200, "<html>".to_owned()), (302, String::new()), (200, "x".repeat(300_000))];
    let client = provider.client();
    assert!(matches!(token_error(&client.send(item()).await.unwrap_err()), TokenError::NoToken));
    for expected in ["302 Found", "longer than"] {
        let error = client.send(item()).await.unwrap_err();
        assert!(token_error(&error).to_string().contains(expected), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_request_is_retried_within_a_timeout_of_its_own() {
    let provider = Provider::default();
    let slow_down = || (503, String::new());
    provider.state().answers = vec![slow_down(), slow_down()];
    provider.client().send(item()).no_retry().await.unwrap();
    assert_eq!(provider.token_requests(), 3);

    provider.state().answers = vec![slow_down(), slow_down()];
    let client = provider.builder(credentials().retry(RetryPolicy::none())).build().unwrap();
    assert!(matches!(token_error(&client.send(item()).await.unwrap_err()), TokenError::Request(_)));
    assert_eq!(provider.token_requests(), 4);

    provider.state().token_delay = Duration::from_secs(100);
    let client = provider.builder(credentials().timeout(Duration::from_secs(5))).build().unwrap();
    let start = tokio::time::Instant::now();
    let error = client.send(item()).await.unwrap_err();
    let TokenError::Request(call) = token_error(&error) else { panic!("{error:?}") };
    assert_eq!((call.stage(), start.elapsed().as_secs()), (Stage::Timeout, 5));
}

#[tokio::test]
async fn a_transport_that_panics_fails_the_calls_and_not_the_next_ones() {
    let provider = Provider::default();
    provider.state().token_delay = Duration::ZERO;
    let client = provider.client();
    let panics = tower::service_fn(|request: Request<Body>| async move {
        assert!(request.uri().host().is_none(), "the transport panics");
        Ok::<_, std::convert::Infallible>(Response::new(Body::from(Bytes::new())))
    });
    let broken = Client::builder().service(panics).auth(credentials()).build().unwrap();
    for _ in 0..2 {
        assert!(matches!(token_error(&broken.send(item()).await.unwrap_err()), TokenError::Interrupted));
    }
    client.send(item()).await.unwrap();
}

#[test]
fn each_runtime_fetches_for_itself_so_that_none_waits_for_another() {
    let provider = Provider::default();
    provider.state().token_delay = Duration::from_millis(20);
    let client = provider.client();
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    // The fetch makes no progress after this, since nobody drives its runtime.
    let parked = runtime();
    parked.block_on(async {
        assert!(poll_once(&mut client.send(item())).await.is_pending());
    });
    runtime().block_on(async { client.send(item()).await.unwrap() });
    assert_eq!(provider.seen(), ["Bearer token-1"]);
    // It shares what the other one has fetched.
    parked.block_on(async { client.send(item()).await.unwrap() });
    // A fetch whose runtime is shut down leaves no trace.
    let client = provider.client();
    let gone = runtime();
    gone.block_on(async {
        assert!(poll_once(&mut client.send(item())).await.is_pending());
    });
    drop(gone);
    parked.block_on(async { client.send(item()).await.unwrap() });
}

#[tokio::test(start_paused = true)]
async fn token_requests_go_past_layers_default_headers_and_endpoints_without_a_credential() {
    let provider = Provider::default();
    let hosts = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&hosts);
    let layer = tower::util::MapRequestLayer::new(move |request: Request<Body>| {
        log.lock().unwrap().push(request.uri().host().unwrap().to_owned());
        request
    });
    let headers = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&headers);
    let recorded = tower::service_fn(move |request: Request<Body>| {
        if request.uri().host() == Some("auth.test") {
            seen.lock().unwrap().push((request.uri().to_string(), request.headers().clone()));
        }
        provider.clone().call(request)
    });
    let builder = Client::builder().base_url("https://api.test").service(recorded).layer(layer);
    let builder = builder.header("x-key", sensitive(CANARY)).user_agent("acme/1").auth(credentials());
    let client = builder.build().unwrap();
    client.send(item()).await.unwrap();
    assert_eq!(*hosts.lock().unwrap(), ["api.test"]);
    let (uri, headers) = headers.lock().unwrap().remove(0);
    assert_eq!(uri, TOKEN_URL);
    assert_eq!(headers["user-agent"], "acme/1");
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(headers["accept"], "application/json");
    assert!(!headers.contains_key("x-key"));
    assert!(headers["authorization"].is_sensitive());
}

#[test]
fn debug_shows_no_secret() {
    let credentials = credentials().parameter("assertion", CANARY);
    let shown = format!("{credentials:?} {:?}", Auth::from(credentials.clone()));
    assert!(!shown.contains(CANARY) && shown.contains("assertion"), "{shown}");
    let client = Provider::default().builder(credentials).build().unwrap();
    assert!(!format!("{client:?}").contains(CANARY));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_threads_share_tokens_that_are_refused_at_any_time() {
    let provider = Provider::default();
    provider.state().token_delay = Duration::ZERO;
    let client = provider.client();
    for round in 1..=20 {
        let calls: Vec<_> = (0..50).map(|_| tokio::spawn(client.send(item()))).collect();
        provider.refuse(&format!("token-{round}"));
        for call in calls {
            call.await.unwrap().unwrap();
        }
        // The next call replaces the token that is refused now.
        client.send(item()).await.unwrap();
        assert_eq!(provider.token_requests(), round + 1);
    }
}
