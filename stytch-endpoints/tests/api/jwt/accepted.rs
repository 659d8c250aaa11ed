//! JWTs that are accepted, and what is read from them.

use serde_json::json;
use std::time::Duration;
use stytch_endpoints::{
    Client, RetryPolicy, Stytch,
    factors::FactorType,
    jwt::{MemberVerifier, UserVerifier},
};

use super::support::*;

#[tokio::test]
async fn a_members_jwt_has_the_session_and_the_organization() {
    let claims = FakeStytch::new().members().verify(CURRENT.sign(&member_claims())).await.unwrap();
    let session = claims.session;
    assert_eq!((session.member_id.as_str(), session.member_session_id.as_str()), (MEMBER, "session-test-1"));
    assert_eq!((session.organization_id.as_str(), session.organization_slug.as_str()), (ORGANIZATION, "acme"));
    assert_eq!(session.roles, ["stytch_member".into(), "editor".into()]);
    assert_eq!(session.started_at.as_str(), "2026-02-05T09:00:00Z");
    assert_eq!(session.last_accessed_at.as_str(), "2026-02-05T09:30:00Z");
    assert_eq!(session.expires_at.as_str(), "2026-02-05T10:30:00Z");
    assert_eq!(session.authentication_factors[0].r#type, FactorType::Password);
    assert_eq!(serde_json::to_value(session.custom_claims).unwrap(), json!({ "plan": "pro" }));
    assert_eq!(claims.attributes.unwrap().ip_address.as_deref(), Some("203.0.113.1"));
    assert_eq!((claims.issued_at.as_second(), claims.expires_at.as_second()), (NOW, NOW + 300));
}

#[tokio::test]
async fn a_users_jwt_has_the_session() {
    let claims = FakeStytch::new().users().verify(CURRENT.sign(&user_claims())).await.unwrap();
    let session = claims.session;
    assert_eq!((session.user_id.as_str(), session.session_id.as_str()), (USER, "session-test-1"));
    assert_eq!(session.roles, ["stytch_member".into(), "editor".into()]);
    assert_eq!(session.started_at.unwrap().as_str(), "2026-02-05T09:00:00Z");
    assert_eq!(session.expires_at.unwrap().as_str(), "2026-02-05T10:30:00Z");
    assert_eq!(session.attributes.unwrap().user_agent.as_deref(), Some("Mozilla/5.0"));
    assert_eq!(session.custom_claims.unwrap().keys().collect::<Vec<_>>(), ["plan"]);
    assert_eq!((claims.issued_at.as_second(), claims.expires_at.as_second()), (NOW, NOW + 300));
}

#[tokio::test]
async fn a_session_may_lack_all_but_its_id() {
    let fake = FakeStytch::new();
    for session in [
        json!({ "id": "session-test-1" }),
        json!({ "id": "session-test-1", "attributes": null, "authentication_factors": null, "roles": null,
                "started_at": null, "last_accessed_at": null, "expires_at": null }),
    ] {
        let token = CURRENT.sign(&with(member_claims(), SESSION_CLAIM, session.clone()));
        let member = fake.members().verify(token).await.unwrap().session;
        assert!(member.roles.is_empty() && member.authentication_factors.is_empty());
        // Then the session is known to last as long as the JWT.
        assert_eq!(member.expires_at.as_str(), "2026-02-05T09:35:00Z");
        let token = CURRENT.sign(&with(user_claims(), SESSION_CLAIM, session));
        assert_eq!(fake.users().verify(token).await.unwrap().session.expires_at, Some(member.expires_at));
    }
}

#[tokio::test]
async fn the_audience_may_be_a_text_or_one_of_several() {
    let members = FakeStytch::new().members();
    for audience in [json!(PROJECT), json!([PROJECT]), json!(["https://api.example.com", PROJECT])] {
        let token = CURRENT.sign(&with(member_claims(), "aud", audience.clone()));
        assert!(members.verify(token).await.is_ok(), "{audience}");
    }
}

#[tokio::test]
async fn the_issuer_may_be_a_custom_domain() {
    const DOMAIN: &str = "https://login.example.com";
    let fake = FakeStytch::new();
    let token = CURRENT.sign(&with(user_claims(), "iss", DOMAIN));
    let refused = fake.users().verify(&*token).await.unwrap_err();
    assert_eq!(reason(&refused), "Issuer");
    let named = UserVerifier::with_options(&fake.stytch(), fake.options().issuer("https://login.example.com/"));
    assert!(named.unwrap().verify(&*token).await.is_ok());
    for url in ["https://login.example.com", "https://login.example.com/"] {
        let stytch = Stytch::builder(PROJECT, "secret-test-1").base_url(url).transport(fake.clone()).build().unwrap();
        let users = UserVerifier::with_options(&stytch, fake.options()).unwrap();
        assert!(users.verify(&*token).await.is_ok());
        assert!(users.verify(CURRENT.sign(&user_claims())).await.is_ok(), "the issuer without a custom domain");
    }
}

#[tokio::test]
async fn a_jwt_is_valid_from_its_start_until_its_end() {
    let fake = FakeStytch::new();
    let users = fake.users();
    let token = CURRENT.sign(&user_claims());
    fake.advance(299);
    assert!(users.verify(&*token).await.is_ok());
    fake.advance(1);
    assert_eq!(reason(&users.verify(&*token).await.unwrap_err()), "Expired");
}

#[tokio::test]
async fn leeway_allows_for_a_clock_that_is_ahead_or_behind() {
    let fake = FakeStytch::new();
    let options = fake.options().leeway(Duration::from_secs(5));
    let users = UserVerifier::with_options(&fake.stytch(), options).unwrap();
    let token = CURRENT.sign(&user_claims());
    for (seconds, outcome) in [(-6, Some("NotYetValid")), (-5, None), (304, None), (305, Some("Expired"))] {
        fake.advance(seconds);
        let refused = users.verify(&*token).await.err();
        assert_eq!(refused.as_ref().map(reason).as_deref(), outcome, "{seconds}");
        fake.advance(-seconds);
    }
}

#[tokio::test]
async fn times_may_have_fractions() {
    let users = FakeStytch::new().users();
    let claims = with(with(user_claims(), "exp", 1_770_284_100.9), "iat", 1_770_283_800.0);
    let claims = users.verify(CURRENT.sign(&claims)).await.unwrap();
    assert_eq!((claims.issued_at.as_second(), claims.expires_at.as_second()), (NOW, NOW + 300));
}

#[tokio::test]
async fn a_client_that_was_configured_by_hand_needs_the_projects_id() {
    let fake = FakeStytch::new();
    let client = Client::builder().base_url("https://test.stytch.com").transport(fake.clone());
    let stytch = Stytch::from(client.retry(RetryPolicy::none()).build().unwrap());
    let refused = MemberVerifier::with_options(&stytch, fake.options()).unwrap_err();
    assert!(refused.to_string().contains("project id"), "{refused}");
    let members = MemberVerifier::with_options(&stytch, fake.options().project_id(PROJECT)).unwrap();
    assert!(members.verify(CURRENT.sign(&member_claims())).await.is_ok());
    assert_eq!(fake.stytch().project_id().map(AsRef::as_ref), Some(PROJECT));
}
