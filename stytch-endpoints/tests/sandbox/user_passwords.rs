//! Passwords of Users in the sandbox.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::assert_refused;
use std::time::Duration;

use stytch_endpoints::{
    Stytch,
    attributes::Attributes,
    consumer::{
        magic_links::{self, Options},
        passwords::{
            AuthenticateRequest, CreateRequest, MigrateRequest, StrengthCheckRequest, email, existing_password, session,
        },
        sessions,
        users::Name,
    },
    factors::FactorType,
    passwords::HashType,
    sandbox::Sandbox,
    secrets::{SessionToken, Token},
};

const FRANK: &str = "frank@example.com";
const PASSWORD: &str = "correct horse battery staple";
const NEW_PASSWORD: &str = "another long password";

fn sandbox() -> (Sandbox, Stytch) {
    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).build();
    let stytch = sandbox.stytch().unwrap();
    (sandbox, stytch)
}

/// Signs Frank up, and returns his session.
async fn sign_up(stytch: &Stytch) -> SessionToken {
    let request = CreateRequest::new(FRANK, PASSWORD).session_duration_minutes(60);
    stytch.send(request).await.unwrap().session_token
}

async fn reset_token(sandbox: &Sandbox, stytch: &Stytch) -> Token {
    stytch.send(email::ResetStartRequest::new(FRANK)).await.unwrap();
    sandbox.last_message(FRANK).unwrap().token.unwrap()
}

async fn is_active(stytch: &Stytch, session: &SessionToken) -> bool {
    stytch.send(sessions::AuthenticateRequest::new().session_token(session)).await.is_ok()
}

fn sign_in(password: &str) -> AuthenticateRequest {
    AuthenticateRequest::new(FRANK, password)
}

#[tokio::test]
async fn a_user_signs_up_and_in_by_password() {
    let (_, stytch) = sandbox();
    assert_refused!(stytch.send(sign_in(PASSWORD)), 404, "email_not_found");
    assert_refused!(stytch.send(CreateRequest::new(FRANK, "short-1")), 400, "weak_password");
    assert_refused!(stytch.send(CreateRequest::new(FRANK, "Password1!")), 400, "breached_password");
    assert_refused!(stytch.send(CreateRequest::new("frank", PASSWORD)), 400, "invalid_email");
    let mut name = Name::new();
    name.first_name = Some("Frank".to_owned());
    let created = stytch.send(CreateRequest::new(FRANK, PASSWORD).name(name)).await.unwrap();
    assert!(created.session.is_none() && !created.user.emails[0].verified);
    assert_eq!(created.user.emails[0].email_id, created.email_id);
    assert_eq!(created.user.name.unwrap().first_name.as_deref(), Some("Frank"));
    assert_refused!(stytch.send(CreateRequest::new("FRANK@example.com", PASSWORD)), 400, "duplicate_email");

    let signed_in = stytch.send(sign_in(PASSWORD).session_duration_minutes(30)).await.unwrap();
    assert_eq!(signed_in.session.unwrap().authentication_factors[0].r#type, FactorType::Password);
    assert!(stytch.send(sign_in(PASSWORD)).await.unwrap().session.is_none());
    assert_refused!(stytch.send(sign_in(NEW_PASSWORD)), 401, "unauthorized_credentials");
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_e_mail() {
    let (sandbox, stytch) = sandbox();
    let other = sign_up(&stytch).await;
    let unknown = email::ResetStartRequest::new("bob@example.com");
    assert_refused!(stytch.send(unknown), 404, "email_not_found");
    let token = reset_token(&sandbox, &stytch).await;
    assert!(sandbox.last_message(FRANK).unwrap().url.unwrap().expose_secret().contains("reset_password"));
    let reset = |token: &Token, password: &str| email::ResetRequest::new(token, password);
    assert_refused!(stytch.send(reset(&token, "password")), 400, "weak_password");
    assert_refused!(stytch.send(reset(&token, "Password1")), 400, "breached_password");
    assert!(is_active(&stytch, &other).await);
    let done = stytch.send(reset(&token, NEW_PASSWORD).session_duration_minutes(30)).await.unwrap();
    assert!(done.user.emails[0].verified && is_active(&stytch, &done.session_token).await);
    assert!(!is_active(&stytch, &other).await);
    assert_refused!(stytch.send(reset(&token, PASSWORD)), 401, "unable_to_auth_password_reset_token");
    assert_refused!(stytch.send(sign_in(PASSWORD)), 401, "unauthorized_credentials");
    stytch.send(sign_in(NEW_PASSWORD)).await.unwrap();

    let late = reset_token(&sandbox, &stytch).await;
    sandbox.advance(Duration::from_secs(30 * 60));
    assert_refused!(stytch.send(reset(&late, PASSWORD)), 401, "unable_to_auth_password_reset_token");
    let long = email::ResetStartRequest::new(FRANK).reset_password_expiration_minutes(10_081);
    assert_refused!(stytch.send(long), 400, "invalid_expiration");
}

#[tokio::test]
async fn a_reset_can_demand_the_same_browser() {
    let (sandbox, stytch) = sandbox();
    sign_up(&stytch).await;
    let from = |ip: &str| {
        let mut attributes = Attributes::new();
        attributes.ip_address = Some(ip.to_owned());
        attributes
    };
    stytch.send(email::ResetStartRequest::new(FRANK).attributes(from("192.0.2.1"))).await.unwrap();
    let token = sandbox.last_message(FRANK).unwrap().token.unwrap();
    let reset = |ip: &str| {
        let options = Options::new(true, false);
        email::ResetRequest::new(&token, NEW_PASSWORD).attributes(from(ip)).options(options)
    };
    assert_refused!(stytch.send(reset("192.0.2.2")), 401, "attribute_mismatch");
    stytch.send(reset("192.0.2.1")).await.unwrap();
}

#[tokio::test]
async fn the_old_password_or_a_recent_session_changes_a_password() {
    let (sandbox, stytch) = sandbox();
    let session = sign_up(&stytch).await;
    let change = |old: &str| existing_password::ResetRequest::new(FRANK, old, NEW_PASSWORD);
    assert_refused!(stytch.send(change("not the old one")), 401, "unauthorized_credentials");
    let changed = stytch.send(change(PASSWORD).session_token(&session)).await.unwrap();
    assert_eq!(changed.session_token, session);

    let by_session = |password: &str| session::ResetRequest::new(password).session_token(&session);
    sandbox.advance(Duration::from_secs(5 * 60 + 1));
    assert_refused!(stytch.send(by_session(PASSWORD)), 400, "session_too_old_to_reset_password");
    stytch.send(sign_in(NEW_PASSWORD).session_token(&session)).await.unwrap();
    stytch.send(by_session(PASSWORD)).await.unwrap();
    stytch.send(sign_in(PASSWORD)).await.unwrap();
    assert_refused!(stytch.send(session::ResetRequest::new(PASSWORD)), 400, "no_session_arguments");
}

#[tokio::test]
async fn a_password_that_a_stranger_may_have_set_has_to_be_reset() {
    let (sandbox, stytch) = sandbox();
    let verify = async |session: Option<&SessionToken>| {
        stytch.send(magic_links::email::LoginOrCreateRequest::new(FRANK)).await.unwrap();
        let token = sandbox.last_message(FRANK).unwrap().token.unwrap();
        stytch.send(magic_links::AuthenticateRequest::new(token).session_token(session.cloned())).await.unwrap()
    };
    sign_up(&stytch).await;
    let user = verify(None).await.user;
    assert!(user.password.unwrap().requires_reset);
    assert_refused!(stytch.send(sign_in(PASSWORD)), 401, "reset_password");
    let change = existing_password::ResetRequest::new(FRANK, PASSWORD, NEW_PASSWORD);
    assert_refused!(stytch.send(change), 401, "reset_password");
    let token = reset_token(&sandbox, &stytch).await;
    let reset = stytch.send(email::ResetRequest::new(token, NEW_PASSWORD)).await.unwrap();
    assert!(!reset.user.password.unwrap().requires_reset);
    stytch.send(sign_in(NEW_PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn a_password_stays_if_the_session_that_set_it_verifies_the_address() {
    let (sandbox, stytch) = sandbox();
    let session = sign_up(&stytch).await;
    stytch.send(magic_links::email::LoginOrCreateRequest::new(FRANK)).await.unwrap();
    let token = sandbox.last_message(FRANK).unwrap().token.unwrap();
    stytch.send(magic_links::AuthenticateRequest::new(token).session_token(&session)).await.unwrap();
    stytch.send(sign_in(PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn an_imported_password_has_to_be_reset() {
    let (sandbox, stytch) = sandbox();
    let hash = "0f".repeat(20);
    let migrate = |email: &str| MigrateRequest::new(email, &hash, HashType::Sha1);
    let created = stytch.send(migrate(FRANK).set_email_verified(true).external_id("frank")).await.unwrap();
    assert!(created.user_created && created.user.emails[0].verified);
    assert!(created.user.password.unwrap().requires_reset);
    assert_refused!(stytch.send(migrate(FRANK)), 400, "password_already_exists");
    assert_refused!(stytch.send(sign_in(PASSWORD)), 401, "reset_password");
    let token = reset_token(&sandbox, &stytch).await;
    stytch.send(email::ResetRequest::new(token, PASSWORD)).await.unwrap();
    stytch.send(sign_in(PASSWORD)).await.unwrap();

    let bob = |kind| MigrateRequest::new("bob@example.com", &hash, kind);
    assert_refused!(stytch.send(bob(HashType::Md5)), 400, "invalid_hash");
    assert_refused!(stytch.send(bob(HashType::Bcrypt)), 400, "invalid_bcrypt_hash");
    assert_refused!(stytch.send(bob(HashType::Other("rot13".into()))), 400, "invalid_hash_type");
    let duplicate = bob(HashType::Sha1).external_id("frank");
    assert_refused!(stytch.send(duplicate), 400, "duplicate_user_external_id");
}

#[tokio::test]
async fn ten_failures_lock_a_user_out_for_an_hour() {
    let (sandbox, stytch) = sandbox();
    sign_up(&stytch).await;
    for _ in 0..10 {
        assert_refused!(stytch.send(sign_in(NEW_PASSWORD)), 401, "unauthorized_credentials");
    }
    assert_refused!(stytch.send(sign_in(PASSWORD)), 429, "user_lock_limit_reached");
    sandbox.advance(Duration::from_secs(60 * 60));
    assert!(!stytch.send(sign_in(PASSWORD)).await.unwrap().user.is_locked);
}

#[tokio::test]
async fn the_strength_of_a_password_is_explained() {
    let (_, stytch) = sandbox();
    let weak = stytch.send(StrengthCheckRequest::new("password")).await.unwrap();
    assert!(!weak.valid_password && weak.breached_password);
    assert_eq!(weak.feedback.unwrap().luds_requirements.unwrap().missing_complexity, 1);
    assert!(stytch.send(StrengthCheckRequest::new(PASSWORD)).await.unwrap().valid_password);
}
