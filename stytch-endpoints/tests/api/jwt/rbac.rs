//! Authorization by the roles of a session.

use serde_json::{Value, json};
use stytch_endpoints::{
    b2b::sessions::{AuthorizationCheck, Session},
    consumer,
    jwt::{JwtError, MemberVerifier},
};

use super::support::*;

fn role(id: &str, resource: &str, actions: &[&str]) -> Value {
    json!({ "role_id": id, "description": "", "permissions": [{ "resource_id": resource, "actions": actions }] })
}

/// Returns a fake with a policy for Members and Users, and one role that an Organization has defined.
fn with_policies() -> FakeStytch {
    let fake = FakeStytch::new();
    let roles = json!([
        role("stytch_member", "documents", &["read"]),
        role("editor", "documents", &["read", "update"]),
        role("owner", "documents", &["*"]),
    ]);
    let policy = json!({ "policy": { "roles": roles, "resources": [], "scopes": [] } });
    fake.answer(MEMBER_POLICY, 200, policy.clone());
    fake.answer(USER_POLICY, 200, policy);
    let roles = json!([role("auditor", "logs", &["read"])]);
    fake.answer(ORGANIZATION_POLICY, 200, json!({ "org_policy": { "roles": roles } }));
    fake
}

/// Returns the session of a JWT with these roles.
async fn session(members: &MemberVerifier, roles: &[&str]) -> Session {
    let mut claims = member_claims();
    claims[SESSION_CLAIM]["roles"] = json!(roles);
    claims["exp"] = json!(NOW + 1_000_000);
    members.verify(CURRENT.sign(&claims)).await.unwrap().session
}

async fn outcome(
    members: &MemberVerifier,
    roles: &[&str],
    resource: &str,
    action: &str,
) -> Result<Vec<String>, String> {
    let session = session(members, roles).await;
    match members.authorize(&session, &AuthorizationCheck::new(ORGANIZATION, resource, action)).await {
        Ok(verdict) if verdict.authorized => Ok(verdict.granting_roles.iter().map(ToString::to_string).collect()),
        Ok(verdict) => panic!("{verdict:?}"),
        Err(error) => Err(reason(&error)),
    }
}

#[tokio::test]
async fn a_members_roles_permit_what_the_policy_says() {
    let fake = with_policies();
    let members = fake.members();
    for (roles, resource, action, granting) in [
        (&["stytch_member"][..], "documents", "read", &["stytch_member"][..]),
        (&["stytch_member"], "documents", "update", &[]),
        (&["stytch_member", "editor"], "documents", "read", &["stytch_member", "editor"]),
        (&["stytch_member", "editor"], "documents", "update", &["editor"]),
        (&["owner"], "documents", "shred", &["owner"]),
        (&["owner"], "logs", "read", &[]),
        (&["owner"], "*", "read", &[]),
        (&["editor"], "documents", "*", &[]),
        (&["editor"], "document", "read", &[]),
        (&["Editor"], "documents", "read", &[]),
        (&[], "documents", "read", &[]),
        (&["auditor"], "logs", "read", &["auditor"]),
        (&["auditor"], "logs", "update", &[]),
        (&["editor"], "logs", "read", &[]),
    ] {
        let found = outcome(&members, roles, resource, action).await;
        let found = found.unwrap_or_else(|reason| vec![reason]);
        let expected = if granting.is_empty() { &["NotPermitted"] } else { granting };
        assert_eq!(found, expected, "{roles:?} {action} {resource}");
    }
}

#[tokio::test]
async fn a_refusal_names_what_was_asked_for() {
    let fake = with_policies();
    let members = fake.members();
    let session = session(&members, &["stytch_member"]).await;
    let check = AuthorizationCheck::new(ORGANIZATION, "documents", "update");
    let error = members.authorize(&session, &check).await.unwrap_err();
    assert!(error.to_string().contains("`update`") && error.to_string().contains("`documents`"), "{error}");
    assert!(
        matches!(error, JwtError::NotPermitted { resource_id, action } if resource_id == "documents" && action == "update")
    );
}

#[tokio::test]
async fn a_member_acts_in_their_own_organization_only() {
    let fake = with_policies();
    let members = fake.members();
    let session = session(&members, &["owner"]).await;
    for other in ["organization-test-2", "organization-test-1 ", ""] {
        let check = AuthorizationCheck::new(other, "documents", "read");
        let error = members.authorize(&session, &check).await.unwrap_err();
        assert_eq!(reason(&error), "OtherOrganization", "{other:?}");
    }
    assert_eq!(fake.calls(MEMBER_POLICY), 0);
}

#[tokio::test]
async fn only_sessions_with_roles_of_their_organization_cost_a_second_call() {
    let fake = with_policies();
    let members = fake.members();
    assert!(outcome(&members, &["editor"], "documents", "shred").await.is_err());
    assert!(outcome(&members, &["editor", "auditor"], "documents", "read").await.is_ok());
    assert_eq!(fake.calls(ORGANIZATION_POLICY), 0);
    assert!(outcome(&members, &["editor", "auditor"], "logs", "read").await.is_ok());
    assert!(outcome(&members, &["auditor"], "logs", "read").await.is_ok());
    assert_eq!((fake.calls(MEMBER_POLICY), fake.calls(ORGANIZATION_POLICY)), (1, 1));
}

#[tokio::test]
async fn a_policy_is_fetched_again_after_five_minutes() {
    let fake = with_policies();
    let members = fake.members();
    assert!(outcome(&members, &["editor"], "documents", "update").await.is_ok());
    fake.answer(MEMBER_POLICY, 200, json!({ "policy": { "roles": [role("editor", "documents", &["read"])] } }));
    fake.advance(299);
    assert!(outcome(&members, &["editor"], "documents", "update").await.is_ok());
    fake.advance(1);
    assert_eq!(outcome(&members, &["editor"], "documents", "update").await.unwrap_err(), "NotPermitted");
    assert_eq!(fake.calls(MEMBER_POLICY), 2);
}

#[tokio::test]
async fn an_old_policy_is_used_for_an_hour_when_fetching_fails() {
    let fake = with_policies();
    let members = fake.members();
    assert!(outcome(&members, &["editor"], "documents", "update").await.is_ok());
    assert!(outcome(&members, &["auditor"], "logs", "read").await.is_ok());
    fake.fail(MEMBER_POLICY);
    fake.fail(ORGANIZATION_POLICY);
    fake.advance(3599);
    assert!(outcome(&members, &["editor"], "documents", "update").await.is_ok());
    assert!(outcome(&members, &["auditor"], "logs", "read").await.is_ok());
    fake.advance(1);
    assert_eq!(outcome(&members, &["editor"], "documents", "update").await.unwrap_err(), "PolicyUnavailable");
    assert_eq!(outcome(&members, &["auditor"], "logs", "read").await.unwrap_err(), "PolicyUnavailable");
}

#[tokio::test]
async fn nothing_is_permitted_by_a_policy_that_is_unknown_or_absent() {
    let fake = FakeStytch::new();
    let members = fake.members();
    assert_eq!(outcome(&members, &["editor"], "documents", "read").await.unwrap_err(), "PolicyUnavailable");
    fake.answer(MEMBER_POLICY, 200, json!({ "policy": null }));
    // The role could be the Organization's own.
    assert_eq!(outcome(&members, &["editor"], "documents", "read").await.unwrap_err(), "PolicyUnavailable");
    fake.answer(ORGANIZATION_POLICY, 200, json!({ "org_policy": null }));
    assert_eq!(outcome(&members, &["editor"], "documents", "read").await.unwrap_err(), "NotPermitted");
}

#[tokio::test]
async fn a_users_roles_permit_what_the_policy_says() {
    use consumer::sessions::AuthorizationCheck;

    let fake = with_policies();
    let users = fake.users();
    let session = users.verify(CURRENT.sign(&user_claims())).await.unwrap().session;
    let verdict = users.authorize(&session, &AuthorizationCheck::new("documents", "update")).await.unwrap();
    assert!(verdict.authorized);
    assert_eq!(verdict.granting_roles, ["editor".into()]);
    let error = users.authorize(&session, &AuthorizationCheck::new("documents", "shred")).await.unwrap_err();
    assert_eq!(reason(&error), "NotPermitted");
    assert_eq!(fake.calls(USER_POLICY), 1);
    fake.fail(USER_POLICY);
    fake.advance(3600);
    let error = users.authorize(&session, &AuthorizationCheck::new("documents", "update")).await.unwrap_err();
    assert!(matches!(&error, JwtError::PolicyUnavailable { source } if source.status().unwrap() == 503), "{error}");
}

#[tokio::test]
async fn the_policies_of_a_thousand_organizations_are_kept() {
    async fn audit(members: &MemberVerifier, number: usize) {
        let organization = format!("organization-test-{number}");
        let session = json!({ "organization_id": organization, "roles": ["auditor"] });
        let session: Session = serde_json::from_value(session).unwrap();
        members.authorize(&session, &AuthorizationCheck::new(organization, "logs", "read")).await.unwrap();
    }

    let fake = with_policies();
    let members = fake.members();
    let path = |number: usize| format!("/v1/b2b/rbac/organizations/organization-test-{number}");
    for number in 0..=1000 {
        fake.answer(&path(number), 200, json!({ "org_policy": { "roles": [role("auditor", "logs", &["read"])] } }));
    }
    audit(&members, 0).await;
    fake.advance(1);
    for number in 1..1000 {
        audit(&members, number).await;
    }
    audit(&members, 0).await;
    assert_eq!(fake.calls(&path(0)), 1);
    audit(&members, 1000).await;
    audit(&members, 1000).await;
    audit(&members, 0).await;
    assert_eq!((fake.calls(&path(0)), fake.calls(&path(1000))), (2, 1));
}
