//! Sessions of Users in the sandbox.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::time::Duration;

use crate::support::{error, refused};
use stytch_endpoints::{
    UserId,
    b2b::rbac::{Policy, PolicyRole},
    consumer::sessions::{AuthenticateRequest, AuthorizationCheck, GetRequest, MigrateRequest, RevokeRequest},
    endpoint_runtime::JsonMap,
    rbac::{Permission, PolicyResource},
    sandbox::{Sandbox, User, demo},
};

fn sandbox_with_user() -> (Sandbox, UserId) {
    let sandbox = Sandbox::builder().now("2026-02-05T09:30:00Z".parse().unwrap()).build();
    let user = sandbox.add_user(User::new().email("ada@example.com")).unwrap();
    (sandbox, user)
}

#[tokio::test]
async fn a_session_is_authenticated_extended_and_listed_until_it_expires() {
    let (sandbox, user) = sandbox_with_user();
    let session = sandbox.start_user_session(&user).unwrap();
    let sessions = sandbox.stytch().unwrap().consumer().sessions();
    let claims: JsonMap = [("cart", "3 books")].into_iter().collect();
    let request = AuthenticateRequest::new().session_token(&session.token);
    let checked = sessions
        .authenticate(request.clone().session_duration_minutes(90).session_custom_claims(claims))
        .await
        .unwrap();
    assert_eq!((&checked.session.user_id, &checked.session_token), (&user, &session.token));
    assert_eq!(checked.session.expires_at.as_ref().unwrap().as_str(), "2026-02-05T11:00:00Z");
    assert_eq!(checked.session.custom_claims.as_ref().unwrap().len(), 1);
    assert!(checked.verdict.is_none());

    sandbox.advance(Duration::from_secs(89 * 60));
    // Its JWT has expired long ago, and is accepted as long as the session is active.
    let by_jwt = sessions.authenticate(AuthenticateRequest::new().session_jwt(&checked.session_jwt)).await.unwrap();
    assert_eq!(by_jwt.session.session_id, checked.session.session_id);
    let listed = sessions.get(GetRequest::new(&user)).await.unwrap().sessions;
    assert_eq!(listed, [by_jwt.session]);

    sandbox.advance(Duration::from_secs(60));
    assert_eq!(refused(sessions.authenticate(request).await), error(404, "session_not_found"));
    assert!(sessions.get(GetRequest::new(&user)).await.unwrap().sessions.is_empty());
    assert_eq!(refused(sessions.get(GetRequest::new("nobody")).await), error(404, "user_not_found"));
}

#[tokio::test]
async fn an_authorization_check_needs_a_role_that_permits_the_action() {
    let (sandbox, _) = sandbox_with_user();
    let documents = PolicyResource::new("documents", "", vec!["read".into(), "write".into()]);
    let role =
        |id: &str, action: &str| PolicyRole::new(id, "", vec![Permission::new("documents", vec![action.to_owned()])]);
    let roles = vec![role("reader", "read"), role("writer", "write")];
    sandbox.set_policy(Policy::new(roles, vec![documents], vec![])).unwrap();
    let user = sandbox.add_user(User::new().role("reader")).unwrap();
    let token = sandbox.start_user_session(&user).unwrap().token;
    let sessions = sandbox.stytch().unwrap().consumer().sessions();
    let check = |action: &str| {
        let check = AuthorizationCheck::new("documents", action);
        AuthenticateRequest::new().session_token(&token).session_duration_minutes(500).authorization_check(check)
    };
    let result = refused(sessions.authenticate(check("write")).await);
    assert_eq!(result, error(403, "consumer_session_authorization_error"));
    // A refused check does not extend the session.
    let listed = sessions.get(GetRequest::new(&user)).await.unwrap().sessions;
    assert_eq!(listed[0].expires_at.as_ref().unwrap().as_str(), "2026-02-05T10:30:00Z");
    let verdict = sessions.authenticate(check("read")).await.unwrap().verdict.unwrap();
    assert!(verdict.authorized);
    assert_eq!(verdict.granting_roles[0].as_str(), "reader");
}

#[tokio::test]
async fn a_session_is_revoked_by_its_id_its_token_or_its_jwt() {
    let (sandbox, user) = sandbox_with_user();
    let sessions = sandbox.stytch().unwrap().consumer().sessions();
    for index in 0..3 {
        let session = sandbox.start_user_session(&user).unwrap();
        let id = sessions.get(GetRequest::new(&user)).await.unwrap().sessions[0].session_id.clone();
        let revoke = match index {
            0 => RevokeRequest::new().session_id(id),
            1 => RevokeRequest::new().session_token(&session.token),
            _ => RevokeRequest::new().session_jwt(&session.jwt),
        };
        sessions.revoke(revoke.clone()).await.unwrap();
        assert!(sessions.get(GetRequest::new(&user)).await.unwrap().sessions.is_empty());
        assert_eq!(refused(sessions.revoke(revoke).await), error(404, "session_not_found"));
    }
}

#[tokio::test]
async fn a_wrong_session_is_refused() {
    let (sandbox, user) = sandbox_with_user();
    let token = sandbox.start_user_session(&user).unwrap().token;
    let other = sandbox.start_user_session(&user).unwrap();
    let sessions = sandbox.stytch().unwrap().consumer().sessions();
    let authenticate = || AuthenticateRequest::new().session_token(&token);
    let reserved: JsonMap = [("sub", "somebody")].into_iter().collect();
    for (request, error_type) in [
        (AuthenticateRequest::new(), "no_session_arguments"),
        (authenticate().session_jwt(&other.jwt), "too_many_session_arguments"),
        (authenticate().session_duration_minutes(4), "invalid_session_duration_minutes"),
        (authenticate().session_custom_claims(reserved), "reserved_claims_in_custom_claims"),
        (AuthenticateRequest::new().session_jwt("no JWT"), "unable_to_parse_session_jwt"),
    ] {
        assert_eq!(refused(sessions.authenticate(request).await), error(400, error_type));
    }
    let none = sessions.revoke(RevokeRequest::new()).await;
    assert_eq!(refused(none), error(400, "no_session_revoke_arguments"));
    let two = sessions.revoke(RevokeRequest::new().session_token(&token).session_jwt(&other.jwt)).await;
    assert_eq!(refused(two), error(400, "too_many_session_revoke_arguments"));

    // The sessions of Members are found at the B2B endpoints only.
    let sessions = Sandbox::demo().stytch().unwrap().consumer().sessions();
    let member = sessions.authenticate(AuthenticateRequest::new().session_token(demo::MEMBER_SESSION)).await;
    assert_eq!(refused(member), error(404, "session_not_found"));
    let member = sessions.revoke(RevokeRequest::new().session_token(demo::MEMBER_SESSION)).await;
    assert_eq!(refused(member), error(404, "session_not_found"));
    let migrate = sessions.migrate(MigrateRequest::new("token")).await;
    assert_eq!(refused(migrate), error(501, "not_implemented_in_sandbox"));
}
