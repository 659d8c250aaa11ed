//! Many calls at once, the limits of a sandbox, and the same responses in every run.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::assert_refused;
use std::time::Duration;

use serde::Serialize;
use stytch_endpoints::{
    Result, Stytch, UserId,
    b2b::{self, organizations},
    consumer::{
        magic_links, passwords,
        sessions::{AuthenticateRequest, GetRequest, RevokeRequest},
        totps, users,
    },
    sandbox::{MessagesRequest, Organization, Sandbox, SandboxError, User},
    secrets::{RecoveryCode, SessionToken, Token},
};

const TASKS: usize = 64;
const PASSWORD: &str = "correct horse battery staple";

/// The link and the recovery code that all tasks try to use, and only one can.
#[derive(Clone)]
struct Shared {
    user: UserId,
    link: Token,
    recovery_code: RecoveryCode,
}

/// Prepares a User with a link and an authenticator app.
async fn share(sandbox: &Sandbox, stytch: &Stytch) -> Shared {
    let user = sandbox.add_user(User::new().email("shared@example.com")).unwrap();
    let app = stytch.send(totps::CreateRequest::new(&user)).await.unwrap();
    let code = sandbox.totp_code(&app.secret).unwrap();
    stytch.send(totps::AuthenticateRequest::new(&user, code)).await.unwrap();
    stytch.send(magic_links::email::LoginOrCreateRequest::new("shared@example.com")).await.unwrap();
    let link = sandbox.last_message("shared@example.com").unwrap().token.unwrap();
    Shared { user, link, recovery_code: app.recovery_codes[0].clone() }
}

/// Signs a User of its own in and out several times, and returns the latest session and the shared things that it got.
async fn work(stytch: Stytch, index: usize, shared: Shared) -> (UserId, SessionToken, [bool; 3]) {
    let got = [
        stytch.send(magic_links::AuthenticateRequest::new(&shared.link)).await.is_ok(),
        stytch.send(totps::RecoverRequest::new(&shared.user, &shared.recovery_code)).await.is_ok(),
        stytch.send(passwords::CreateRequest::new("wanted@example.com", PASSWORD)).await.is_ok(),
    ];
    let email = format!("user-{index}@example.com");
    let create = passwords::CreateRequest::new(&email, PASSWORD).session_duration_minutes(60);
    let created = stytch.send(create).await.unwrap();
    let (user, mut session) = (created.user_id, created.session_token);
    for _ in 0..4 {
        let sign_in = passwords::AuthenticateRequest::new(&email, PASSWORD).session_duration_minutes(60);
        let next = stytch.send(sign_in).await.unwrap().session_token;
        stytch.send(RevokeRequest::new().session_token(&session)).await.unwrap();
        let ended = AuthenticateRequest::new().session_token(&session);
        assert_refused!(stytch.send(ended), 404, "session_not_found");
        let active = stytch.send(AuthenticateRequest::new().session_token(&next)).await.unwrap();
        assert_eq!(active.user.user_id, user);
        let found = stytch.send(users::SearchRequest::new().limit(1000)).await.unwrap().results;
        assert!(found.iter().any(|found| found.user_id == user));
        let member =
            organizations::members::CreateRequest::new("acme", format!("{}@acme.example", next.expose_secret()));
        let member = stytch.send(member).await.unwrap().member_id;
        stytch.send(organizations::members::DeleteRequest::new("acme", member)).await.unwrap();
        session = next;
    }
    (user, session, got)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tasks_at_once_leave_a_consistent_sandbox() {
    let sandbox = Sandbox::new();
    let stytch = sandbox.stytch().unwrap();
    sandbox.add_organization(Organization::new().slug("acme")).unwrap();
    let shared = share(&sandbox, &stytch).await;
    let tasks: Vec<_> =
        (0..TASKS).map(|index| tokio::spawn(work(sandbox.stytch().unwrap(), index, shared.clone()))).collect();
    let mut winners = [0; 3];
    for task in tasks {
        // A deadlock would never end.
        let (user, session, got) = tokio::time::timeout(Duration::from_secs(120), task).await.unwrap().unwrap();
        for (winners, got) in winners.iter_mut().zip(got) {
            *winners += usize::from(got);
        }
        stytch.send(AuthenticateRequest::new().session_token(session)).await.unwrap();
        assert_eq!(stytch.send(GetRequest::new(user)).await.unwrap().sessions.len(), 1);
    }
    assert_eq!(winners, [1, 1, 1], "a link, a recovery code and an address belong to one");
    let users = stytch.send(users::SearchRequest::new().limit(1000)).await.unwrap().results;
    assert_eq!(users.len(), TASKS + 2);
    let left = stytch.send(totps::RecoveryCodesRequest::new(&shared.user)).await.unwrap().totps;
    assert_eq!(left[0].recovery_codes.len(), 9);
}

#[tokio::test]
async fn a_full_sandbox_refuses_one_more_and_goes_on() {
    let sandbox = Sandbox::new();
    let stytch = sandbox.stytch().unwrap();
    let first = sandbox.add_user(User::new()).unwrap();
    for _ in 1..Sandbox::MAX_ENTRIES {
        sandbox.add_user(User::new()).unwrap();
    }
    assert!(matches!(sandbox.add_user(User::new()), Err(SandboxError::Full { .. })));
    let create = || passwords::CreateRequest::new("frank@example.com", PASSWORD);
    assert_refused!(stytch.send(create()), 507, "sandbox_full");
    stytch.send(users::DeleteRequest::new(first)).await.unwrap();
    stytch.send(create()).await.unwrap();
    assert_refused!(stytch.send(passwords::CreateRequest::new("bob@example.com", PASSWORD)), 507, "sandbox_full");
}

#[tokio::test]
async fn a_sandbox_keeps_the_latest_messages_only() {
    let sandbox = Sandbox::new();
    let stytch = sandbox.stytch().unwrap();
    stytch.send(magic_links::email::LoginOrCreateRequest::new("first@example.com")).await.unwrap();
    for _ in 0..1000 {
        stytch.send(magic_links::email::LoginOrCreateRequest::new("frank@example.com")).await.unwrap();
    }
    assert_eq!(sandbox.messages("frank@example.com").len(), 1000);
    assert!(sandbox.last_message("first@example.com").is_none());
}

/// The responses to a script, as the JSON that a server sends.
#[derive(Default)]
struct Transcript(Vec<String>);

impl Transcript {
    fn add<T: Serialize>(&mut self, response: Result<T>) -> T {
        let response = response.unwrap();
        self.0.push(serde_json::to_string(&response).unwrap());
        response
    }
}

/// Plays a script of both products, and returns all responses.
async fn play(seed: u64) -> Vec<String> {
    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).random_seed(seed).build();
    let stytch = sandbox.stytch().unwrap();
    let mut log = Transcript::default();
    let create = organizations::CreateRequest::new("Acme").organization_slug("acme");
    log.add(stytch.send(create).await);
    let email = "ada@acme.example";
    let member = log.add(stytch.send(organizations::members::CreateRequest::new("acme", email)).await).member_id;
    log.add(stytch.send(b2b::passwords::email::ResetStartRequest::new("acme", email)).await);
    let token = sandbox.last_message(email).unwrap().token.unwrap();
    let session = log.add(stytch.send(b2b::passwords::email::ResetRequest::new(token, PASSWORD)).await).session_token;
    let app = log.add(stytch.send(b2b::totps::CreateRequest::new("acme", &member)).await);
    let code = sandbox.totp_code(&app.secret).unwrap();
    let enroll = b2b::totps::AuthenticateRequest::new("acme", &member, code).session_token(&session);
    log.add(stytch.send(enroll.set_mfa_enrollment("enroll")).await);
    sandbox.advance(Duration::from_secs(30));
    let first = log.add(stytch.send(b2b::passwords::AuthenticateRequest::new("acme", email, PASSWORD)).await);
    let recover = b2b::recovery_codes::RecoverRequest::new("acme", &member, &app.recovery_codes[4]);
    log.add(stytch.send(recover.intermediate_session_token(first.intermediate_session_token)).await);

    let create = passwords::CreateRequest::new("frank@example.com", PASSWORD).session_duration_minutes(60);
    let created = log.add(stytch.send(create).await);
    log.add(stytch.send(AuthenticateRequest::new().session_token(&created.session_token)).await);
    log.add(stytch.send(magic_links::email::LoginOrCreateRequest::new("grace@example.com")).await);
    log.add(stytch.send(users::SearchRequest::new()).await);
    log.add(stytch.send(RevokeRequest::new().session_token(&created.session_token)).await);
    log.add(stytch.send(MessagesRequest::new()).await);
    log.0
}

#[tokio::test]
async fn the_same_seed_and_clock_give_the_same_bytes() {
    let first = play(7).await;
    assert_eq!(first, play(7).await);
    let other = play(8).await;
    assert!(first.iter().zip(&other).all(|(first, other)| first != other), "the seed decides");
}
