//! Sessions that Stytch is asked about, since the JWT alone does not decide.

use std::time::Duration;

use serde_json::json;
use stytch_endpoints::jwt::{JwtError, UserVerifier};

use super::support::*;

/// Returns a fake whose sessions are all active.
fn active() -> FakeStytch {
    let fake = FakeStytch::new();
    let session = json!({ "member_session_id": "from-stytch", "member_id": MEMBER, "organization_id": ORGANIZATION });
    fake.answer(MEMBER_AUTHENTICATE, 200, json!({ "status_code": 200, "member_session": session }));
    let session = json!({ "session_id": "from-stytch", "user_id": USER });
    fake.answer(USER_AUTHENTICATE, 200, json!({ "status_code": 200, "session": session }));
    fake
}

#[tokio::test]
async fn a_valid_jwt_needs_no_call() {
    let fake = active();
    let session = fake.members().authenticate(CURRENT.sign(&member_claims())).await.unwrap();
    assert_eq!(session.member_session_id.as_str(), "session-test-1");
    let session = fake.users().authenticate(CURRENT.sign(&user_claims())).await.unwrap();
    assert_eq!(session.session_id.as_str(), "session-test-1");
    assert_eq!((fake.calls(MEMBER_AUTHENTICATE), fake.calls(USER_AUTHENTICATE)), (0, 0));
}

#[tokio::test]
async fn stytch_decides_about_a_genuine_jwt_that_is_not_valid_now() {
    for (claim, value) in [("exp", NOW - 1000), ("nbf", NOW + 10)] {
        let fake = active();
        let member = fake.members().authenticate(CURRENT.sign(&with(member_claims(), claim, value))).await.unwrap();
        assert_eq!(member.member_session_id.as_str(), "from-stytch");
        let user = fake.users().authenticate(CURRENT.sign(&with(user_claims(), claim, value))).await.unwrap();
        assert_eq!(user.session_id.as_str(), "from-stytch");
        assert_eq!((fake.calls(MEMBER_AUTHENTICATE), fake.calls(USER_AUTHENTICATE)), (1, 1));
    }
}

#[tokio::test]
async fn stytch_decides_when_there_are_no_keys() {
    let fake = active();
    fake.fail(MEMBER_KEYS);
    let session = fake.members().authenticate(CURRENT.sign(&member_claims())).await.unwrap();
    assert_eq!(session.member_session_id.as_str(), "from-stytch");
}

#[tokio::test]
async fn a_jwt_is_accepted_up_to_the_maximum_age() {
    let fake = active();
    let options = fake.options().max_token_age(Duration::from_secs(60));
    let users = UserVerifier::with_options(&fake.stytch(), options).unwrap();
    let token = CURRENT.sign(&user_claims());
    fake.advance(59);
    assert!(users.verify(&*token).await.is_ok());
    fake.advance(1);
    let error = users.verify(&*token).await.unwrap_err();
    assert!(matches!(error, JwtError::TooOld { issued_at } if issued_at.as_second() == NOW), "{error}");
    assert!(users.with_max_token_age(Duration::from_secs(61)).verify(&*token).await.is_ok());
    assert_eq!(users.authenticate(token).await.unwrap().session_id.as_str(), "from-stytch");
}

#[tokio::test]
async fn with_a_maximum_age_of_zero_stytch_decides_each_time() {
    let fake = active();
    let members = fake.members().with_max_token_age(Duration::ZERO);
    let token = CURRENT.sign(&member_claims());
    assert_eq!(reason(&members.verify(&*token).await.unwrap_err()), "TooOld");
    assert_eq!(members.authenticate(token).await.unwrap().member_session_id.as_str(), "from-stytch");
}

#[tokio::test]
async fn forged_jwts_are_refused_without_a_call() {
    let fake = active();
    let members = fake.members();
    let expired = with(member_claims(), "exp", NOW - 1);
    let forged = sign(&header(jsonwebtoken::Algorithm::RS256, CURRENT.id), &expired, &NEXT.encoding());
    assert_eq!(reason(&members.authenticate(forged).await.unwrap_err()), "Signature");
    assert_eq!(reason(&members.authenticate(NEXT.sign(&expired)).await.unwrap_err()), "UnknownKey");
    let other_project = CURRENT.sign(&with(expired, "aud", "project-test-2"));
    assert_eq!(reason(&members.authenticate(other_project).await.unwrap_err()), "Audience");
    assert_eq!(reason(&members.authenticate("a.b.c").await.unwrap_err()), "Malformed");
    assert_eq!(fake.calls(MEMBER_AUTHENTICATE), 0);
}

#[tokio::test]
async fn the_refusal_of_stytch_is_kept() {
    let fake = FakeStytch::new();
    let body = json!({ "status_code": 404, "error_type": "session_not_found", "error_message": "No such session." });
    fake.answer(MEMBER_AUTHENTICATE, 404, body);
    let token = CURRENT.sign(&with(member_claims(), "exp", NOW - 1));
    let error = fake.members().authenticate(&*token).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("session_not_found") && !shown.contains(&token), "{shown}");
    let JwtError::Stytch(error) = error else { panic!("{shown}") };
    assert_eq!(error.as_api().unwrap().error_type.as_deref(), Some("session_not_found"));
}
