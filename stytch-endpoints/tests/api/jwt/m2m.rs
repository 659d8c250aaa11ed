//! Access tokens of machine-to-machine clients.

use std::time::Duration;

use serde_json::json;
use stytch_endpoints::jwt::JwtError;

use super::support::*;

#[tokio::test]
async fn an_access_token_has_a_client_and_scopes() {
    let fake = FakeStytch::new();
    let token = CURRENT.sign(&m2m_claims("read:users  write:users"));
    for verifier in [fake.members().m2m(), fake.users().m2m()] {
        let claims = verifier.verify(&*token).await.unwrap();
        assert_eq!(claims.client_id.as_str(), "m2m-client-test-1");
        assert_eq!(claims.scopes, ["read:users", "write:users"]);
        assert_eq!(serde_json::to_value(&claims.custom_claims).unwrap(), json!({ "region": "eu" }));
        assert_eq!((claims.issued_at.as_second(), claims.expires_at.as_second()), (NOW, NOW + 300));
    }
    let bare = fake.users().m2m().verify(CURRENT.sign(&without(m2m_claims(""), "scope"))).await.unwrap();
    assert!(bare.scopes.is_empty());
}

#[tokio::test]
async fn all_required_scopes_have_to_be_there() {
    let m2m = FakeStytch::new().users().m2m();
    for (held, required, missing) in [
        ("read:users write:users", &["read:users"][..], None),
        ("read:users write:users", &["read:users", "write:users"], None),
        ("read:users", &[], None),
        ("", &[], None),
        ("read:users", &["read:users", "write:users"], Some("write:users")),
        ("read:users", &["read:user"], Some("read:user")),
        ("read:user", &["read:users"], Some("read:users")),
        ("read:*", &["read:users", "read:a:b"], None),
        ("read:*", &["write:users"], Some("write:users")),
        ("read:*", &["read"], Some("read")),
        ("*", &["read:users"], Some("read:users")),
        ("*:users", &["read:users"], Some("read:users")),
        ("admin", &["admin"], None),
        ("", &["admin"], Some("admin")),
    ] {
        let claims = m2m.verify(CURRENT.sign(&m2m_claims(held))).await.unwrap();
        match (claims.require(required), missing) {
            (Ok(claims), None) => assert_eq!(claims.client_id.as_str(), "m2m-client-test-1"),
            (Err(JwtError::MissingScope { scope }), Some(missing)) => assert_eq!(scope, missing),
            (other, _) => panic!("{held:?} for {required:?}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn other_tokens_are_refused() {
    let fake = FakeStytch::new();
    let m2m = fake.members().m2m();
    let connected_app = with(with(m2m_claims("openid"), "sub", MEMBER), "client_id", "connected-app-test-1");
    for (name, claims, expected) in [
        ("a session JWT", member_claims(), "Claim"),
        ("a session JWT with scopes", with(member_claims(), "scope", "read:users"), "Claim"),
        ("a Connected App's token", connected_app, "Claim"),
        ("scopes in a list", with(m2m_claims(""), "scope", json!(["read:users"])), "Malformed"),
        ("another project", with(m2m_claims(""), "aud", "project-test-2"), "Audience"),
        ("another issuer", with(m2m_claims(""), "iss", "https://example.com"), "Issuer"),
        ("expired", with(m2m_claims(""), "exp", NOW), "Expired"),
        ("not yet valid", with(m2m_claims(""), "nbf", NOW + 1), "NotYetValid"),
    ] {
        let error = m2m.verify(CURRENT.sign(&claims)).await.unwrap_err();
        assert_eq!(reason(&error), expected, "{name}");
    }
    assert_eq!(reason(&m2m.verify(NEXT.sign(&m2m_claims(""))).await.unwrap_err()), "UnknownKey");
    let own_client_id = with(m2m_claims(""), "client_id", "m2m-client-test-1");
    assert!(m2m.verify(CURRENT.sign(&own_client_id)).await.is_ok());
}

#[tokio::test]
async fn the_maximum_age_applies_and_the_keys_are_shared() {
    let fake = FakeStytch::new();
    let members = fake.members();
    let m2m = members.m2m();
    let token = CURRENT.sign(&m2m_claims(""));
    assert!(m2m.verify(&*token).await.is_ok());
    assert!(members.verify(CURRENT.sign(&member_claims())).await.is_ok());
    assert_eq!(fake.calls(MEMBER_KEYS), 1);
    let error = m2m.with_max_token_age(Duration::ZERO).verify(&*token).await.unwrap_err();
    assert_eq!(reason(&error), "TooOld");
}
