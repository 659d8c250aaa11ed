//! Retries, delays and timeouts, on virtual time.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use std::time::{Duration, SystemTime};

use crate::support::*;
use endpoint_runtime::{
    Client, RetryPolicy, Stage,
    http::{Method, Request, Response, StatusCode},
};

fn client(provider: &FakeProvider, policy: RetryPolicy) -> Client {
    Client::builder().service(provider.clone()).retry(policy).build().unwrap()
}

/// A policy without delays of its own, so that only `Retry-After` causes any.
fn prompt() -> RetryPolicy {
    RetryPolicy::default().max_delay(Duration::ZERO)
}

#[tokio::test(start_paused = true)]
async fn an_idempotent_call_is_retried_after_a_transient_status() {
    for status in [408, 429, 502, 503, 504] {
        let provider = FakeProvider::new([reply(status, "busy"), reply(status, "busy"), ok()]);
        provider.client().send(PutItem::new("a")).await.unwrap();
        let seen = provider.received();
        assert_eq!(seen.len(), 3, "{status}");
        // Each attempt sends the same request.
        for again in &seen[1..] {
            assert_eq!((again.head.method(), again.head.uri()), (seen[0].head.method(), seen[0].head.uri()));
            assert_eq!(again.head.headers(), seen[0].head.headers());
            assert_eq!(again.body, seen[0].body);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn other_statuses_are_final() {
    for status in [400, 401, 403, 404, 409, 425, 500, 501, 505] {
        let provider = FakeProvider::new([reply(status, "no")]);
        let error = provider.client().send(GetItem::new("a")).await.unwrap_err();
        assert_eq!((provider.received().len(), error.is_retryable()), (1, false), "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn at_most_three_attempts_are_made() {
    let provider = FakeProvider::new([reply(503, "1"), reply(503, "2"), reply(503, "3")]);
    let error = provider.client().send(GetItem::new("a")).await.unwrap_err();
    assert_eq!(provider.received().len(), 3);
    assert_eq!((error.stage(), error.body().unwrap().as_ref()), (Stage::Api, &b"3"[..]));
    assert!(error.is_retryable());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_idempotent_is_not_retried_once_something_was_sent() {
    for status in [408, 429, 502, 503, 504] {
        let provider = FakeProvider::new([reply_with(status, &[("retry-after", "0")], "busy")]);
        let error = provider.client().send(CreateItem::new("a")).await.unwrap_err();
        assert_eq!((provider.received().len(), error.is_retryable()), (1, false), "{status}");
    }
    let provider = FakeProvider::new([reset()]);
    let error = provider.client().send(CreateItem::new("a")).await.unwrap_err();
    assert_eq!((provider.received().len(), error.is_retryable()), (1, false));
    assert_eq!(error.stage(), Stage::Transport);
}

#[tokio::test(start_paused = true)]
async fn after_a_failed_connection_any_call_is_retried() {
    let provider = FakeProvider::new([refused(), refused(), ok()]);
    provider.client().send(CreateItem::new("a")).await.unwrap();
    let seen = provider.received();
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[2].body, r#"{"size":7}"#);
    assert_eq!(seen[2].header("x-session"), ["session-t0ken"]);

    let provider = FakeProvider::new([refused(), refused(), refused()]);
    let error = provider.client().send(CreateItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.is_retryable()), (Stage::Connect, true));
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_connection_broke_later_is_not_retried() {
    let provider = FakeProvider::new([reset()]);
    let error = provider.client().send(GetItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), provider.received().len()), (Stage::Transport, 1));
}

#[tokio::test(start_paused = true)]
async fn retries_can_be_turned_off_for_a_call_or_a_client() {
    let provider = FakeProvider::new([reply(503, ""), reply(503, ""), refused()]);
    assert!(provider.client().send(GetItem::new("a")).no_retry().await.is_err());
    assert!(client(&provider, RetryPolicy::none()).send(GetItem::new("a")).await.is_err());
    assert!(client(&provider, RetryPolicy::none()).send(CreateItem::new("a")).await.is_err());
    assert_eq!(provider.received().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn raw_requests_are_retried_if_their_method_is_idempotent() {
    for (method, attempts) in
        [(Method::GET, 2), (Method::DELETE, 2), (Method::PUT, 2), (Method::POST, 1), (Method::PATCH, 1)]
    {
        let provider = FakeProvider::new([reply(503, ""), ok()]);
        let request = Request::builder().method(&method).uri("/x").body("b".into()).unwrap();
        let _ = provider.client().execute(request).await;
        assert_eq!(provider.received().len(), attempts, "{method}");
    }
}

#[tokio::test(start_paused = true)]
async fn delays_stay_below_their_bounds_and_are_not_always_the_same() {
    let mut first = Vec::new();
    for _ in 0..40 {
        let provider = FakeProvider::new([reply(503, ""), reply(503, ""), ok()]);
        let policy = RetryPolicy::default().base_delay(Duration::from_secs(1)).max_delay(Duration::from_millis(1_500));
        client(&provider, policy).send(GetItem::new("a")).await.unwrap();
        let gaps = provider.gaps();
        // The timer has a resolution of a millisecond.
        assert!(gaps[0] <= 1_001 && gaps[1] <= 1_501, "{gaps:?}");
        first.push(gaps[0]);
    }
    first.sort_unstable();
    assert!(first[39] - first[0] > 300, "{first:?}");
}

#[tokio::test(start_paused = true)]
async fn retry_after_in_seconds_or_as_a_date_delays_the_retry() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let date = httpdate::fmt_http_date(now);
    let later = httpdate::fmt_http_date(now + Duration::from_secs(9));
    for status in [408, 429, 502, 503, 504] {
        let provider = FakeProvider::new([
            reply_with(status, &[("retry-after", "7")], ""),
            reply_with(status, &[("retry-after", &later), ("date", &date)], ""),
            ok(),
        ]);
        client(&provider, prompt()).send(GetItem::new("a")).await.unwrap();
        assert_eq!(provider.gaps().iter().map(|gap| gap / 1_000).collect::<Vec<_>>(), [7, 9], "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_invalid_retry_after_is_ignored() {
    for odd in ["soon", "-5", "1.5", ""] {
        let provider = FakeProvider::new([reply_with(503, &[("retry-after", odd)], ""), ok()]);
        client(&provider, prompt()).send(GetItem::new("a")).await.unwrap();
        assert!(provider.gaps()[0] < 10, "{odd}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_beyond_the_total_timeout_ends_the_call_at_once() {
    for (seconds, timeout) in [("61", Some(60)), ("99999999999999999999999", Some(60)), ("61", None)] {
        let provider = FakeProvider::new([reply_with(429, &[("retry-after", seconds)], "slow down")]);
        let start = tokio::time::Instant::now();
        let call = provider.client().send(GetItem::new("a")).timeout(timeout.map(Duration::from_secs));
        let error = call.await.unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(1));
        assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Api, 429));
        assert_eq!(error.body().unwrap(), "slow down");
        assert!(error.is_retryable());
    }
}

#[tokio::test(start_paused = true)]
async fn the_total_timeout_covers_all_attempts_and_delays() {
    let provider = FakeProvider::new([after(4, reply_with(503, &[("retry-after", "3")], "busy")), after(4, ok())]);
    let start = tokio::time::Instant::now();
    let call = provider.client().send(GetItem::new("a")).timeout(Duration::from_secs(10));
    let error = call.await.unwrap_err();
    assert_eq!(error.stage(), Stage::Timeout);
    assert_eq!(start.elapsed().as_secs(), 10);
    assert_eq!(provider.received().len(), 2);
    // The response to the first attempt is not part of the second one's failure.
    assert_eq!(error.status(), None);
}

#[tokio::test(start_paused = true)]
async fn with_a_timeout_of_zero_nothing_is_sent() {
    let provider = FakeProvider::new([ok()]);
    let error = provider.client().send(GetItem::new("a")).timeout(Duration::ZERO).await.unwrap_err();
    assert!(error.is_timeout() && provider.received().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_is_compared_with_the_time_left() {
    let provider = FakeProvider::new([after(8, reply_with(503, &[("retry-after", "3")], "busy"))]);
    let start = tokio::time::Instant::now();
    let call = provider.client().send(GetItem::new("a")).timeout(Duration::from_secs(10));
    assert_eq!(call.await.unwrap_err().status().unwrap(), 503);
    assert_eq!(start.elapsed().as_secs(), 8);
}

#[tokio::test(start_paused = true)]
async fn the_timeout_is_that_of_the_call_or_the_endpoint_or_the_client() {
    async fn measured(call: impl Future<Output = crate::support::ItemResult>) -> u64 {
        let start = tokio::time::Instant::now();
        assert!(call.await.unwrap_err().is_timeout());
        start.elapsed().as_secs()
    }
    let provider = FakeProvider::new((0..5).map(|_| Reply::Never));
    let client = provider.client();
    assert_eq!(measured(client.send(GetItem::new("a"))).await, 60);
    assert_eq!(measured(client.send(OpenItem::new("a"))).await, 2);
    assert_eq!(measured(client.send(OpenItem::new("a")).timeout(Duration::from_secs(5))).await, 5);
    let client = Client::builder().service(provider.clone()).timeout(Duration::from_secs(7)).build().unwrap();
    assert_eq!(measured(client.send(GetItem::new("a"))).await, 7);
    assert_eq!(measured(client.send(OpenItem::new("a"))).await, 2);
}

#[tokio::test(start_paused = true)]
async fn without_a_timeout_a_call_waits() {
    let provider = FakeProvider::new([after(100_000, ok())]);
    provider.client().send(GetItem::new("a")).timeout(None).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_budget_limits_the_retries_during_an_outage() {
    let provider = FakeProvider::new((0..200).map(|_| reply(503, "")));
    let client = provider.client();
    for _ in 0..100 {
        // Clones share the budget.
        let _ = client.clone().send(GetItem::new("a")).await;
    }
    assert_eq!(provider.received().len(), 110);
}

#[tokio::test(start_paused = true)]
async fn successes_refill_the_budget() {
    let replies = [reply(503, ""), reply(503, "")].into_iter().chain((0..10).map(|_| ok()));
    let provider = FakeProvider::new(replies.chain([reply(503, ""), ok()]));
    let client = client(&provider, RetryPolicy::default().budget(1));
    assert!(client.send(GetItem::new("a")).await.is_err());
    for _ in 0..10 {
        client.send(GetItem::new("a")).await.unwrap();
    }
    client.send(GetItem::new("a")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_error_response_whose_body_broke_is_retried_by_its_status() {
    let broken =
        endpoint_runtime::http::Response::builder().status(503).body(scripted_body(&["b"], BodyEnd::Breaks)).unwrap();
    let provider = FakeProvider::new([Reply::Response(broken), ok()]);
    provider.client().send(GetItem::new("a")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_passing_refusal_whose_body_outlasts_the_timeout_is_not_repeated() {
    let mut response = Response::new(scripted_body(&["bu"], BodyEnd::Stalls));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    let provider = FakeProvider::new([Reply::Response(response)]);
    let call = provider.client().send(GetItem::new("a")).timeout(Duration::from_secs(1));
    let error = call.await.unwrap_err();
    assert_eq!((error.stage(), error.body().unwrap().as_ref()), (Stage::Timeout, &b"bu"[..]));
    assert_eq!(provider.received().len(), 1);
}
