//! RBAC policies in the sandbox, and the calls about the project.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support::{error, refused};
use stytch_endpoints::{
    b2b::{
        organizations::members::connected_apps::RevokeRequest,
        rbac::{
            OrgPolicy, Policy, PolicyRequest, PolicyRole, PolicyScope,
            organizations::{GetOrgPolicyRequest, SetOrgPolicyRequest},
        },
    },
    consumer,
    debug::WhoamiRequest,
    project::{MetricType, MetricsRequest},
    rbac::{Permission, PolicyResource},
    sandbox::{Member, Sandbox, SandboxError, demo},
};

fn permission(resource: &str, action: &str) -> Permission {
    Permission::new(resource, vec![action.to_owned()])
}

fn role(id: &str, permissions: Vec<Permission>) -> PolicyRole {
    PolicyRole::new(id, "", permissions)
}

fn documents() -> PolicyResource {
    PolicyResource::new("documents", "", vec!["read".to_owned()])
}

fn ids(roles: &[PolicyRole]) -> Vec<&str> {
    roles.iter().map(|role| role.role_id.as_str()).collect()
}

#[tokio::test]
async fn the_policy_of_a_project_is_added_to_stytchs_own() {
    let sandbox = Sandbox::new();
    let stytch = sandbox.stytch().unwrap();
    let policy = stytch.b2b().rbac().policy(PolicyRequest::new()).await.unwrap().policy.unwrap();
    assert_eq!(ids(&policy.roles), ["stytch_member", "stytch_admin"]);
    let scope = PolicyScope::new("read:documents", "", vec![permission("documents", "read")]);
    let reader = role("reader", vec![permission("documents", "read")]);
    sandbox.set_policy(Policy::new(vec![reader], vec![documents()], vec![scope])).unwrap();
    let policy = stytch.b2b().rbac().policy(PolicyRequest::new()).await.unwrap().policy.unwrap();
    assert_eq!(ids(&policy.roles), ["stytch_member", "stytch_admin", "reader"]);
    assert_eq!(policy.resources.last(), Some(&documents()));
    assert_eq!(policy.scopes[0].scope, "read:documents");
    let policy = stytch.consumer().rbac().policy(consumer::rbac::PolicyRequest::new()).await.unwrap().policy.unwrap();
    let roles: Vec<_> = policy.roles.iter().map(|role| role.role_id.as_str()).collect();
    assert_eq!(roles, ["stytch_user", "reader"]);
    assert_eq!((policy.resources, policy.scopes.len()), (vec![documents()], 1));

    // A project's policy, as its own endpoint shows it, can be set as it is.
    let shown = stytch.b2b().rbac().policy(PolicyRequest::new()).await.unwrap().policy.unwrap();
    sandbox.set_policy(shown.clone()).unwrap();
    assert_eq!(stytch.b2b().rbac().policy(PolicyRequest::new()).await.unwrap().policy, Some(shown));
}

#[test]
fn a_policy_that_contradicts_itself_is_refused() {
    let sandbox = Sandbox::new();
    for (policy, expected) in [
        (Policy::new(vec![role("", vec![])], vec![], vec![]), "a role has an empty id"),
        (Policy::new(vec![], vec![documents(), documents()], vec![]), "the resource `documents` occurs twice"),
        (
            Policy::new(vec![role("reader", vec![permission("documents", "read")])], vec![], vec![]),
            "`reader` permits actions on `documents`",
        ),
        (
            Policy::new(vec![role("reader", vec![permission("documents", "write")])], vec![documents()], vec![]),
            "`reader` permits `write`",
        ),
    ] {
        let error = sandbox.set_policy(policy).unwrap_err();
        assert!(matches!(error, SandboxError::Policy { .. }));
        assert!(error.to_string().starts_with(expected), "{error}");
    }
    let nobody = sandbox.add_user(stytch_endpoints::sandbox::User::new().role("editor")).unwrap_err();
    assert!(matches!(nobody, SandboxError::Unknown { kind: "role" }), "{nobody}");
}

#[tokio::test]
async fn a_role_of_an_organization_permits_what_its_policy_says() {
    let sandbox = Sandbox::demo();
    let stytch = sandbox.stytch().unwrap();
    let policies = stytch.b2b().rbac().organizations();
    let support = role("support", vec![permission("stytch.member", "revoke.connected-app")]);
    let set = policies.set_org_policy(SetOrgPolicyRequest::new("acme", OrgPolicy::new(vec![support]))).await.unwrap();
    let shown = policies.get_org_policy(GetOrgPolicyRequest::new(demo::ORGANIZATION_ID)).await.unwrap();
    assert_eq!(set.org_policy, shown.org_policy);
    assert_eq!(ids(&shown.org_policy.roles), ["support"]);

    // Heidi may revoke the apps of others as long as her role exists.
    let heidi = sandbox.add_member("acme", Member::new().role("support")).unwrap();
    let session = sandbox.start_session(&heidi).unwrap();
    let revoke = || RevokeRequest::new("acme", demo::MEMBER_ID, demo::CONNECTED_APP_ID).session_token(&session.token);
    stytch.send(revoke()).await.unwrap();
    // Another Organization does not have the role.
    let other = sandbox.add_member("globex", Member::new().role("support")).unwrap_err();
    assert!(matches!(other, SandboxError::Unknown { kind: "role" }));
    policies.set_org_policy(SetOrgPolicyRequest::new("acme", OrgPolicy::new(vec![]))).await.unwrap();
    assert_eq!(refused(stytch.send(revoke()).await), error(403, "session_authorization_error"));
    let support = role("support", vec![permission("stytch.member", "*")]);
    policies.set_org_policy(SetOrgPolicyRequest::new("acme", OrgPolicy::new(vec![support]))).await.unwrap();
    // A role of the same name is another one: Members do not have it by themselves.
    assert_eq!(refused(stytch.send(revoke()).await), error(403, "session_authorization_error"));
}

#[tokio::test]
async fn a_wrong_policy_of_an_organization_is_refused() {
    let sandbox = Sandbox::demo();
    let reader = role("reader", vec![permission("documents", "read")]);
    sandbox.set_policy(Policy::new(vec![reader], vec![documents()], vec![])).unwrap();
    let policies = sandbox.stytch().unwrap().b2b().rbac().organizations();
    let one = |id: &str, permissions| vec![role(id, permissions)];
    let twice = || role("support", vec![permission("documents", "read")]);
    for (roles, error_type) in [
        (vec![twice(), twice()], "rbac_role_duplicate"),
        (one("support", vec![]), "rbac_role_missing_permissions"),
        (one("reader", vec![permission("documents", "read")]), "invalid_rbac_custom_role"),
        (one("stytch_admin", vec![permission("documents", "read")]), "invalid_rbac_stytch_role_edit"),
        (one("support", vec![permission("shoes", "read")]), "invalid_permission_resource"),
        (one("support", vec![permission("documents", "write")]), "invalid_permission_action"),
        (
            (0..101).map(|index| role(&index.to_string(), vec![permission("documents", "read")])).collect(),
            "too_many_roles",
        ),
    ] {
        let result = policies.set_org_policy(SetOrgPolicyRequest::new("acme", OrgPolicy::new(roles))).await;
        assert_eq!(refused(result), error(400, error_type));
    }
    assert!(policies.get_org_policy(GetOrgPolicyRequest::new("acme")).await.unwrap().org_policy.roles.is_empty());
    let unknown = policies.get_org_policy(GetOrgPolicyRequest::new("nobody")).await;
    assert_eq!(refused(unknown), error(404, "organization_not_found"));
}

#[tokio::test]
async fn a_project_says_who_it_is_and_how_much_it_holds() {
    let stytch = Sandbox::demo().stytch().unwrap();
    assert_eq!(stytch.send(WhoamiRequest::new()).await.unwrap().project_id.as_str(), demo::PROJECT_ID);
    let metrics = stytch.send(MetricsRequest::new()).await.unwrap();
    assert_eq!(metrics.project_id.as_str(), demo::PROJECT_ID);
    let count = |kind| metrics.metrics.iter().find(|metric| metric.metric_type == kind).unwrap().count;
    assert_eq!((count(MetricType::UserCount), count(MetricType::OrganizationCount)), (1, 2));
    assert_eq!(count(MetricType::MemberCount), 3);
}
