//! Sessions: authentication, authorization checks, exchange, revocation, expiry.

use std::time::Duration;

use stytch_endpoints::{
    b2b::{
        organizations::UpdateRequest,
        sessions::{AuthenticateRequest, AuthorizationCheck, ExchangeRequest, GetRequest, RevokeRequest},
    },
    endpoint_runtime::JsonMap,
    factors::FactorType,
    sandbox::{Sandbox, demo},
};

use super::{member, named, sandbox, sign_in, texts};
use crate::support::assert_refused;

const EMAIL: &str = "ada@acme.example";

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

#[tokio::test]
async fn a_session_ends_unless_it_is_extended() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, EMAIL).await;
    let started = sign_in(&sandbox, &acme, EMAIL).await;
    let by_token = || AuthenticateRequest::new().session_token(&started.session_token);
    let by_jwt = || AuthenticateRequest::new().session_jwt(&started.session_jwt);
    sandbox.advance(minutes(59));
    // The JWT's own five minutes are over, and the session is active.
    let checked = stytch.send(by_jwt()).await.unwrap();
    assert_eq!(checked.member_session.expires_at.as_str(), "2026-02-05T10:30:00Z");
    assert_eq!(checked.member_session.last_accessed_at.as_str(), "2026-02-05T10:29:00Z");
    assert_eq!((checked.member.member_id, checked.verdict), (ada.clone(), None));
    let extended = stytch.send(by_token().session_duration_minutes(30)).await.unwrap();
    assert_eq!(extended.member_session.expires_at.as_str(), "2026-02-05T10:59:00Z");
    assert_eq!(extended.session_token, started.session_token);
    sandbox.advance(minutes(29));
    let sessions = stytch.send(GetRequest::new("acme", &ada)).await.unwrap().member_sessions;
    assert_eq!(sessions.len(), 1);
    sandbox.advance(minutes(1));
    assert_refused!(stytch.send(by_token()), 404, "session_not_found");
    assert_refused!(stytch.send(by_jwt()), 404, "session_not_found");
    assert!(stytch.send(GetRequest::new("acme", &ada)).await.unwrap().member_sessions.is_empty());
}

#[tokio::test]
async fn wrong_arguments_are_refused_and_change_nothing() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    member(&stytch, &acme, EMAIL).await;
    member(&stytch, &acme, "bob@acme.example").await;
    let ada = sign_in(&sandbox, &acme, EMAIL).await;
    let bob = sign_in(&sandbox, &acme, "bob@acme.example").await;
    let check = || AuthenticateRequest::new().session_token(&ada.session_token);
    assert_refused!(stytch.send(AuthenticateRequest::new()), 400, "no_session_arguments");
    assert_refused!(stytch.send(check().session_jwt(&bob.session_jwt)), 400, "too_many_session_arguments");
    let garbage = AuthenticateRequest::new().session_jwt("garbage");
    assert_refused!(stytch.send(garbage), 400, "unable_to_parse_session_jwt");
    for wrong in [4, 527_041, -1] {
        let call = stytch.send(check().session_duration_minutes(wrong));
        assert_refused!(call, 400, "invalid_session_duration_minutes");
    }
    let claims = |name: &str, value: String| JsonMap::from_iter([(name, value)]);
    let kept = stytch.send(check().session_custom_claims(claims("tier", "gold".to_owned()))).await.unwrap();
    assert_eq!(kept.member_session.custom_claims, Some(claims("tier", "gold".to_owned())));
    let call = stytch.send(check().session_custom_claims(claims("sub", "eve".to_owned())));
    assert_refused!(call, 400, "reserved_claims_in_custom_claims");
    let call =
        stytch.send(check().session_custom_claims(claims("text", "x".repeat(5000))).session_duration_minutes(500));
    assert_refused!(call, 400, "custom_claims_too_large");
    assert_eq!(stytch.send(check()).await.unwrap().member_session, kept.member_session);
}

#[tokio::test]
async fn an_authorization_check_has_a_verdict() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let check = |session: &str, organization: &str, resource: &str| {
        let check = AuthorizationCheck::new(organization, resource, "update.info.name");
        AuthenticateRequest::new().session_token(session).authorization_check(check)
    };
    let verdict = stytch.send(check(demo::ADMIN_SESSION, "acme", "stytch.member")).await.unwrap().verdict.unwrap();
    assert_eq!((verdict.authorized, verdict.granting_roles), (true, vec!["stytch_admin".into()]));
    let own = stytch.send(check(demo::MEMBER_SESSION, demo::ORGANIZATION_ID, "stytch.self")).await.unwrap();
    assert!(own.verdict.unwrap().authorized);
    let call = stytch.send(check(demo::MEMBER_SESSION, "acme", "stytch.member"));
    assert_refused!(call, 403, "session_authorization_error");
    for organization in ["globex", "nowhere"] {
        let call = stytch.send(check(demo::ADMIN_SESSION, organization, "stytch.member"));
        assert_refused!(call, 403, "session_authorization_tenancy_error");
    }
}

#[tokio::test]
async fn a_session_is_exchanged_for_one_of_another_organization() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let (acme, globex) = (named(&stytch, "acme").await, named(&stytch, "globex").await);
    member(&stytch, &acme, EMAIL).await;
    let here = sign_in(&sandbox, &acme, EMAIL).await;
    let exchange = || ExchangeRequest::new("globex").session_token(&here.session_token);
    assert_refused!(stytch.send(ExchangeRequest::new("globex")), 400, "no_session_arguments");
    // Nobody joins by the domain of the address in this way.
    let update = UpdateRequest::new(&globex).email_allowed_domains(texts(["acme.example"]));
    stytch.send(update.email_jit_provisioning("RESTRICTED")).await.unwrap();
    assert_refused!(stytch.send(exchange()), 404, "member_not_found");
    let there = member(&stytch, &globex, EMAIL).await;
    let claims = JsonMap::from_iter([("tier", "gold")]);
    let exchanged = exchange().session_duration_minutes(10).session_custom_claims(claims);
    let exchanged = stytch.send(exchanged).await.unwrap();
    assert!(exchanged.member_authenticated);
    assert_eq!((exchanged.member_id, &exchanged.organization.organization_id), (there, &globex));
    let session = exchanged.member_session.unwrap();
    assert_eq!(session.organization_slug, "globex");
    assert_eq!(session.authentication_factors[0].r#type, FactorType::MagicLink);
    // The first session stays active.
    stytch.send(AuthenticateRequest::new().session_token(&here.session_token)).await.unwrap();

    // An Organization that does not accept the factor asks for another one.
    let update = UpdateRequest::new("globex").auth_methods("RESTRICTED");
    stytch.send(update.allowed_auth_methods(texts(["email_otp"]))).await.unwrap();
    let asked = stytch.send(exchange()).await.unwrap();
    assert!(!asked.member_authenticated && asked.member_session.is_none());
    assert_eq!(asked.primary_required.unwrap().allowed_auth_methods, ["email_otp"]);
    assert!(!asked.intermediate_session_token.expose_secret().is_empty());
}

#[tokio::test]
async fn sessions_are_revoked_one_by_one_or_all() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, EMAIL).await;
    let mut sessions = Vec::new();
    for _ in 0..5 {
        sessions.push(sign_in(&sandbox, &acme, EMAIL).await);
    }
    let id = &sessions[0].member_session.as_ref().unwrap().member_session_id;
    let active = async || stytch.send(GetRequest::new("acme", &ada)).await.unwrap().member_sessions.len();
    stytch.send(RevokeRequest::new().member_session_id(id)).await.unwrap();
    stytch.send(RevokeRequest::new().session_token(&sessions[1].session_token)).await.unwrap();
    stytch.send(RevokeRequest::new().session_jwt(&sessions[2].session_jwt)).await.unwrap();
    assert_eq!(active().await, 2);
    for session in &sessions[..3] {
        let check = AuthenticateRequest::new().session_token(&session.session_token);
        assert_refused!(stytch.send(check), 404, "session_not_found");
    }
    assert_refused!(stytch.send(RevokeRequest::new().member_session_id(id)), 404, "session_not_found");
    assert_refused!(stytch.send(RevokeRequest::new()), 400, "no_session_revoke_arguments");
    let both = RevokeRequest::new().member_session_id(id).member_id(&ada);
    assert_refused!(stytch.send(both), 400, "too_many_session_revoke_arguments");
    stytch.send(RevokeRequest::new().member_id(&ada)).await.unwrap();
    assert_eq!(active().await, 0);
    assert_refused!(stytch.send(RevokeRequest::new().member_id("nobody")), 404, "member_not_found");
}

#[tokio::test]
async fn an_acting_session_revokes_what_its_roles_permit() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let revoke = |member: &str| RevokeRequest::new().member_id(member);
    let call = stytch.send(revoke(demo::ADMIN_ID).acting_session_token(demo::MEMBER_SESSION));
    assert_refused!(call, 403, "session_authorization_error");
    let call = stytch.send(revoke(demo::ADMIN_ID).acting_session_token(demo::OTHER_SESSION));
    assert_refused!(call, 403, "session_authorization_tenancy_error");
    stytch.send(revoke(demo::MEMBER_ID).acting_session_token(demo::MEMBER_SESSION)).await.unwrap();
    let check = AuthenticateRequest::new().session_token(demo::MEMBER_SESSION);
    assert_refused!(stytch.send(check), 404, "session_not_found");
    let own = RevokeRequest::new().session_token(demo::ADMIN_SESSION).acting_session_token(demo::ADMIN_SESSION);
    stytch.send(own).await.unwrap();
}
