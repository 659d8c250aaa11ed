//! The sandbox's session JWTs pass the local checks of feature `jwt`.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::time::Duration;

use stytch_endpoints::{
    Stytch,
    b2b::sessions::AuthorizationCheck,
    jwt::{JwtError, MemberVerifier, Options},
    sandbox::{Sandbox, demo},
};

/// Returns a sandbox with a stopped clock, and a verifier with the same clock.
fn sandbox() -> (Sandbox, Stytch, MemberVerifier) {
    let sandbox = Sandbox::demo();
    sandbox.advance(Duration::ZERO);
    let stytch = sandbox.stytch().unwrap();
    let clock = sandbox.clone();
    let verifier = MemberVerifier::with_options(&stytch, Options::new().clock(move || clock.now())).unwrap();
    (sandbox, stytch, verifier)
}

#[tokio::test]
async fn a_session_jwt_is_verified_by_the_published_keys() {
    let (sandbox, _, verifier) = sandbox();
    let session = sandbox.start_session(demo::ADMIN_ID).unwrap();
    let claims = verifier.verify(&session.jwt).await.unwrap();
    assert_eq!(claims.session.member_id.as_str(), demo::ADMIN_ID);
    assert_eq!(claims.session.organization_id.as_str(), demo::ORGANIZATION_ID);
    assert_eq!(claims.session.organization_slug, demo::ORGANIZATION_SLUG);
    let check = AuthorizationCheck::new(demo::ORGANIZATION_ID, "stytch.member", "delete");
    verifier.authorize(&claims.session, &check).await.unwrap();
}

#[tokio::test]
async fn an_expired_jwt_is_refused_locally_and_renewed_while_its_session_is_active() {
    let (sandbox, _, verifier) = sandbox();
    let session = sandbox.start_session(demo::MEMBER_ID).unwrap();
    sandbox.advance(Duration::from_secs(5 * 60));
    let refused = verifier.verify(&session.jwt).await.unwrap_err();
    assert!(matches!(refused, JwtError::Expired { .. }), "{refused}");
    assert_eq!(verifier.authenticate(&session.jwt).await.unwrap().member_id.as_str(), demo::MEMBER_ID);
    // The session itself lasts an hour.
    sandbox.advance(Duration::from_secs(60 * 60));
    assert!(verifier.authenticate(&session.jwt).await.is_err());
}

#[tokio::test]
async fn a_member_may_not_do_what_only_admins_may() {
    let (sandbox, _, verifier) = sandbox();
    let session = sandbox.start_session(demo::MEMBER_ID).unwrap();
    let claims = verifier.verify(&session.jwt).await.unwrap();
    let check = AuthorizationCheck::new(demo::ORGANIZATION_ID, "stytch.member", "delete");
    let refused = verifier.authorize(&claims.session, &check).await.unwrap_err();
    assert!(matches!(refused, JwtError::NotPermitted { .. }), "{refused}");
    let elsewhere = AuthorizationCheck::new(demo::OTHER_ORGANIZATION_ID, "stytch.member", "delete");
    let refused = verifier.authorize(&claims.session, &elsewhere).await.unwrap_err();
    assert!(matches!(refused, JwtError::OtherOrganization), "{refused}");
}
