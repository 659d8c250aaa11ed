//! The project as a whole: concurrent calls, and runs that are the same.

use stytch_endpoints::b2b::{
    magic_links::{self, email::LoginOrSignupRequest},
    organizations::members::CreateRequest,
};
use tokio::task::JoinSet;

use super::{member, named, sandbox, sent_token, sign_in};
use crate::support::refused;

const EMAIL: &str = "ada@acme.example";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_concurrent_calls_for_one_thing_one_succeeds() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    named(&stytch, "acme").await;
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let stytch = stytch.clone();
        calls.spawn(async move { stytch.send(CreateRequest::new("acme", EMAIL)).await });
    }
    let (created, others): (Vec<_>, Vec<_>) = calls.join_all().await.into_iter().partition(Result::is_ok);
    assert_eq!((created.len(), others.len()), (1, 19));
    for other in others {
        assert_eq!(refused(other), (400, "duplicate_member_email".to_owned()));
    }

    stytch.send(LoginOrSignupRequest::new("acme", EMAIL)).await.unwrap();
    let token = sent_token(&sandbox, EMAIL);
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let (stytch, token) = (stytch.clone(), token.clone());
        calls.spawn(async move { stytch.send(magic_links::AuthenticateRequest::new(token)).await });
    }
    let (signed_in, others): (Vec<_>, Vec<_>) = calls.join_all().await.into_iter().partition(Result::is_ok);
    assert_eq!((signed_in.len(), others.len()), (1, 19));
    for other in others {
        assert_eq!(refused(other), (401, "unable_to_auth_magic_link".to_owned()));
    }
}

#[tokio::test]
async fn two_runs_with_the_same_seed_and_clock_are_the_same() {
    let run = async || {
        let sandbox = sandbox();
        let stytch = sandbox.stytch().unwrap();
        let acme = named(&stytch, "acme").await;
        member(&stytch, &acme, EMAIL).await;
        sign_in(&sandbox, &acme, EMAIL).await
    };
    let (first, second) = (run().await, run().await);
    assert_eq!(first, second);
    assert!(first.member_authenticated);
}
