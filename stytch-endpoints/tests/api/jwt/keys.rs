//! The public keys: when they are fetched, and how often.

use std::{future::Future, time::Duration};

use jsonwebtoken::Algorithm;
use serde_json::json;
use stytch_endpoints::jwt::{JwtError, MemberClaims, MemberVerifier};
use tokio::task::JoinHandle;

use super::support::*;

/// Starts a verification of each token, and lets all of them come to where they wait.
async fn start(members: &MemberVerifier, tokens: Vec<String>) -> Vec<JoinHandle<Result<MemberClaims, JwtError>>> {
    let start = |token: String| {
        let members = members.clone();
        tokio::spawn(async move { members.verify(token).await })
    };
    let tasks = tokens.into_iter().map(start).collect();
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    tasks
}

async fn finish<T>(tasks: Vec<JoinHandle<T>>) -> Vec<T> {
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

/// Returns a JWT with an invented key id.
fn forged(number: usize) -> String {
    sign(&header(Algorithm::RS256, &format!("jwk-{number}")), &member_claims(), &NEXT.encoding())
}

fn valid() -> String {
    CURRENT.sign(&with(member_claims(), "exp", NOW + 1_000_000))
}

async fn reason_of<T>(verification: impl Future<Output = Result<T, JwtError>>) -> Option<String> {
    verification.await.err().as_ref().map(reason)
}

#[tokio::test]
async fn a_hundred_callers_share_the_first_fetch() {
    let fake = FakeStytch::new();
    let members = fake.members();
    fake.hold();
    let tasks = start(&members, vec![valid(); 100]).await;
    assert_eq!(fake.calls(MEMBER_KEYS), 1);
    fake.release();
    assert!(finish(tasks).await.iter().all(Result::is_ok));
    assert!(members.with_max_token_age(Duration::from_secs(60)).verify(valid()).await.is_ok());
    assert_eq!(fake.calls(MEMBER_KEYS), 1);
}

#[tokio::test]
async fn a_hundred_callers_share_a_fetch_that_fails() {
    let fake = FakeStytch::new();
    let members = fake.members();
    fake.fail(MEMBER_KEYS);
    fake.hold();
    let tasks = start(&members, vec![valid(); 100]).await;
    fake.release();
    for result in finish(tasks).await {
        let error = result.unwrap_err();
        assert!(matches!(&error, JwtError::KeysUnavailable { source } if source.status().unwrap() == 503), "{error}");
    }
    assert_eq!(fake.calls(MEMBER_KEYS), 1);
    fake.set_keys(&[CURRENT]);
    assert!(members.verify(valid()).await.is_ok(), "without keys, the next caller tries again at once");
}

#[tokio::test]
async fn a_caller_that_gives_up_leaves_the_fetch_to_the_next() {
    let fake = FakeStytch::new();
    let members = fake.members();
    fake.hold();
    let mut tasks = start(&members, vec![valid(); 3]).await;
    tasks.remove(0).abort();
    fake.release();
    assert!(finish(tasks).await.iter().all(Result::is_ok));
    assert_eq!(fake.calls(MEMBER_KEYS), 2);
}

#[tokio::test]
async fn invented_key_ids_cost_one_fetch_in_thirty_seconds() {
    let fake = FakeStytch::new();
    let members = fake.members();
    let tokens: Vec<String> = (0..100).map(forged).collect();
    for expected in 1..4 {
        for result in finish(start(&members, tokens.clone()).await).await {
            assert_eq!(reason(&result.unwrap_err()), "UnknownKey");
        }
        assert_eq!(fake.calls(MEMBER_KEYS), expected);
        fake.advance(29);
        assert_eq!(reason_of(members.verify(forged(0))).await.as_deref(), Some("UnknownKey"));
        assert_eq!(fake.calls(MEMBER_KEYS), expected);
        fake.advance(1);
    }
    assert!(members.verify(valid()).await.is_ok());
}

#[tokio::test]
async fn a_new_key_is_found_when_it_is_first_used() {
    let fake = FakeStytch::new();
    let members = fake.members();
    assert!(members.verify(CURRENT.sign(&member_claims())).await.is_ok());
    fake.set_keys(&[CURRENT, NEXT]);
    fake.advance(40);
    assert!(members.verify(NEXT.sign(&member_claims())).await.is_ok());
    assert!(members.verify(CURRENT.sign(&member_claims())).await.is_ok());
    assert_eq!(fake.calls(MEMBER_KEYS), 2);
}

#[tokio::test]
async fn a_key_that_is_gone_is_not_used_after_an_hour() {
    let fake = FakeStytch::new();
    let members = fake.members();
    assert!(members.verify(valid()).await.is_ok());
    fake.set_keys(&[NEXT]);
    fake.advance(3599);
    assert!(members.verify(valid()).await.is_ok());
    assert_eq!(fake.calls(MEMBER_KEYS), 1);
    fake.advance(1);
    assert_eq!(reason_of(members.verify(valid())).await.as_deref(), Some("UnknownKey"));
    assert_eq!(fake.calls(MEMBER_KEYS), 2);
}

#[tokio::test]
async fn old_keys_are_used_while_they_are_fetched_again() {
    let fake = FakeStytch::new();
    let members = fake.members();
    assert!(members.verify(valid()).await.is_ok());
    fake.advance(3600);
    fake.hold();
    let mut tasks = start(&members, vec![valid(); 100]).await;
    let fetching = tasks.remove(0);
    assert!(!fetching.is_finished() && tasks.iter().all(JoinHandle::is_finished));
    fake.release();
    assert!(fetching.await.unwrap().is_ok());
    assert_eq!(fake.calls(MEMBER_KEYS), 2);
}

#[tokio::test]
async fn old_keys_are_used_for_a_day_when_fetching_fails() {
    let fake = FakeStytch::new();
    let members = fake.members();
    assert!(members.verify(valid()).await.is_ok());
    fake.fail(MEMBER_KEYS);
    fake.advance(3600);
    for calls in [2, 2, 2] {
        assert!(members.verify(valid()).await.is_ok());
        assert_eq!(reason_of(members.verify(forged(1))).await.as_deref(), Some("UnknownKey"));
        assert_eq!(fake.calls(MEMBER_KEYS), calls);
    }
    fake.advance(30);
    assert!(members.verify(valid()).await.is_ok());
    assert_eq!(fake.calls(MEMBER_KEYS), 3);
    fake.advance(24 * 3600 - 3631);
    assert!(members.verify(valid()).await.is_ok());
    fake.advance(1);
    assert_eq!(reason_of(members.verify(valid())).await.as_deref(), Some("KeysUnavailable"));
    fake.set_keys(&[CURRENT]);
    assert!(members.verify(valid()).await.is_ok());
}

#[tokio::test]
async fn a_clock_that_was_set_back_makes_no_key_last_longer() {
    let fake = FakeStytch::new();
    let members = fake.members();
    fake.advance(500_000);
    assert!(members.verify(valid()).await.is_ok());
    fake.advance(-400_000);
    assert!(members.verify(valid()).await.is_ok());
    assert_eq!(fake.calls(MEMBER_KEYS), 2);
}

#[tokio::test]
async fn keys_for_other_purposes_are_passed_over() {
    for (name, value) in
        [("kty", json!("EC")), ("use", json!("enc")), ("alg", json!("RS512")), ("kid", json!("")), ("n", json!("***"))]
    {
        let fake = FakeStytch::new();
        let key = with(CURRENT.public(), name, value);
        fake.answer(MEMBER_KEYS, 200, json!({ "keys": [key, NEXT.public()] }));
        let members = fake.members();
        assert_eq!(reason_of(members.verify(valid())).await.as_deref(), Some("UnknownKey"), "{name}");
        assert!(members.verify(NEXT.sign(&member_claims())).await.is_ok(), "{name}");
    }
    let fake = FakeStytch::new();
    let bare = without(without(CURRENT.public(), "use"), "alg");
    fake.answer(MEMBER_KEYS, 200, json!({ "keys": [bare] }));
    assert!(fake.members().verify(valid()).await.is_ok(), "`use` and `alg` may be left out");
}
