//! Organizations: creation, names, settings, permissions, deletion.

use stytch_endpoints::{
    b2b::{
        organizations::{
            ConnectedAppsRequest, CreateRequest, DeleteExternalIdRequest, DeleteRequest, EmailImplicitRoleAssignment,
            GetRequest, MetricsRequest, UpdateRequest, members,
        },
        sessions,
    },
    connected_apps::{AllowedApps, ClientType},
    endpoint_runtime::JsonMap,
    sandbox::{App, Member, Sandbox, demo},
};

use super::{get, member, named, organization, sandbox, sign_in, texts};
use crate::support::assert_refused;

#[tokio::test]
async fn an_organization_has_the_names_and_settings_that_it_was_created_with() {
    let stytch = sandbox().stytch().unwrap();
    let request = CreateRequest::new("Acme & Sons, Ltd.")
        .organization_external_id("acme-1842")
        .organization_logo_url("https://acme.example/logo.svg")
        .trusted_metadata(JsonMap::from_iter([("plan", "gold")]))
        .email_allowed_domains(texts(["acme.example"]))
        .email_jit_provisioning("RESTRICTED")
        .mfa_policy("REQUIRED_FOR_ALL");
    let created = stytch.send(request).await.unwrap().organization;
    assert_eq!(created.organization_slug, "acme-sons-ltd");
    assert_eq!(created.trusted_metadata.as_ref().unwrap().get("plan").unwrap().as_str(), Some("gold"));
    assert_eq!(
        (created.email_jit_provisioning.as_str(), created.email_invites.as_str()),
        ("RESTRICTED", "ALL_ALLOWED")
    );
    assert_eq!(created.created_at.as_ref().unwrap().as_str(), "2026-02-05T09:30:00Z");
    for name in [created.organization_id.as_str(), "acme-sons-ltd", "acme-1842"] {
        assert_eq!(stytch.send(GetRequest::new(name)).await.unwrap().organization, created, "{name}");
    }
    // A slug that is made from a name is free.
    let second = stytch.send(CreateRequest::new("Acme Sons Ltd")).await.unwrap().organization;
    assert_eq!(second.organization_slug, "acme-sons-ltd-2");
}

#[tokio::test]
async fn names_and_settings_that_stytch_would_refuse_are_refused() {
    let stytch = sandbox().stytch().unwrap();
    let first = CreateRequest::new("First").organization_slug("first").organization_external_id("one");
    organization(&stytch, first.claimed_email_domains(texts(["first.example"]))).await;
    let create = || CreateRequest::new("Second");
    assert_refused!(stytch.send(CreateRequest::new(" ")), 400, "organization_name_missing");
    assert_refused!(stytch.send(CreateRequest::new("x".repeat(129))), 400, "invalid_organization_name");
    assert_refused!(stytch.send(create().organization_slug("a b")), 400, "invalid_organization_slug");
    assert_refused!(stytch.send(create().organization_slug("first")), 400, "organization_slug_already_used");
    let call = stytch.send(create().organization_external_id("a/b"));
    assert_refused!(call, 400, "invalid_organization_external_id");
    let call = stytch.send(create().organization_external_id("one"));
    assert_refused!(call, 400, "organization_external_id_already_used");
    let call = stytch.send(create().email_allowed_domains(texts(["second"])));
    assert_refused!(call, 400, "organization_settings_invalid_domain");
    let call = stytch.send(create().email_allowed_domains(texts(["gmail.com"])));
    assert_refused!(call, 400, "organization_settings_domain_too_common");
    let call = stytch.send(create().claimed_email_domains(texts(["FIRST.example"])));
    assert_refused!(call, 400, "organization_settings_duplicate_claimed_domain");
    let call = stytch.send(create().auth_methods("RESTRICTED"));
    assert_refused!(call, 400, "allowed_auth_methods_required_for_restricted");
    let call = stytch.send(create().mfa_methods("RESTRICTED"));
    assert_refused!(call, 400, "allowed_mfa_methods_required_for_restricted");
    assert_refused!(stytch.send(create().mfa_policy("SOMETIMES")), 400, "invalid_organization_mfa_policy");
    let call = stytch.send(create().allowed_auth_methods(texts(["carrier_pigeon"])));
    assert_refused!(call, 400, "invalid_organization_allowed_auth_methods");
    let large = JsonMap::from_iter([("text", "x".repeat(5000))]);
    assert_refused!(stytch.send(create().trusted_metadata(large)), 400, "metadata_too_large");
    // Nothing of a refused creation remains.
    assert!(stytch.send(CreateRequest::new("Second")).await.unwrap().organization.organization_slug == "second");
}

#[tokio::test]
async fn an_update_changes_the_fields_that_it_names() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let id = named(&stytch, "acme").await;
    let metadata = |value: &str| JsonMap::from_iter([("plan", value), ("region", "eu")]);
    stytch.send(UpdateRequest::new(&id).trusted_metadata(metadata("gold"))).await.unwrap();
    sandbox.advance(std::time::Duration::from_secs(60));
    let mut plan = JsonMap::from_iter([("plan", "silver")]);
    plan.insert("region", None::<&str>);
    let update = UpdateRequest::new("acme").organization_name("Acme").trusted_metadata(plan);
    let changed = stytch.send(update.organization_slug("acme-2")).await.unwrap().organization;
    assert_eq!((changed.organization_name.as_str(), changed.organization_slug.as_str()), ("Acme", "acme-2"));
    assert_eq!(changed.trusted_metadata.unwrap(), JsonMap::from_iter([("plan", "silver")]));
    assert_eq!(changed.updated_at.unwrap().as_str(), "2026-02-05T09:31:00Z");
    assert_refused!(stytch.send(GetRequest::new("acme")), 404, "organization_not_found");
    // The own slug is not taken by another Organization.
    stytch.send(UpdateRequest::new(&id).organization_slug("acme-2")).await.unwrap();
    let call = stytch.send(UpdateRequest::new(&id).sso_default_connection_id("saml-connection-test-1"));
    assert_refused!(call, 400, "invalid_sso_default_connection_id");

    let with_id = UpdateRequest::new(&id).organization_external_id("acme-1842");
    stytch.send(with_id).await.unwrap();
    let without = stytch.send(DeleteExternalIdRequest::new("acme-1842")).await.unwrap().organization;
    assert_eq!(without.organization_external_id, None);
    assert_refused!(stytch.send(GetRequest::new("acme-1842")), 404, "organization_not_found");
}

#[tokio::test]
async fn a_session_may_change_what_its_roles_permit() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let rename = || UpdateRequest::new("acme").organization_name("ACME");
    let as_member = stytch.send(rename().session_token(demo::MEMBER_SESSION));
    assert_refused!(as_member, 403, "session_authorization_error");
    let as_other = stytch.send(rename().session_token(demo::OTHER_SESSION));
    assert_refused!(as_other, 403, "session_authorization_tenancy_error");
    assert_refused!(stytch.send(rename().session_token("unknown")), 404, "session_not_found");
    stytch.send(rename().session_token(demo::ADMIN_SESSION)).await.unwrap();
    let metadata = UpdateRequest::new("acme").trusted_metadata(JsonMap::new()).session_token(demo::ADMIN_SESSION);
    assert_refused!(stytch.send(metadata), 400, "cannot_update_trusted_metadata");
    let delete = || DeleteRequest::new("acme");
    let as_member = stytch.send(delete().session_token(demo::MEMBER_SESSION));
    assert_refused!(as_member, 403, "session_authorization_error");
    stytch.send(delete().session_token(demo::ADMIN_SESSION)).await.unwrap();
}

#[tokio::test]
async fn roles_follow_from_the_domain_of_the_address() {
    let stytch = sandbox().stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let ada = member(&stytch, &acme, "ada@acme.example").await;
    let other = member(&stytch, &acme, "eve@other.example").await;
    let rule = |role: &str| vec![EmailImplicitRoleAssignment::new("acme.example", role)];
    let update = UpdateRequest::new(&acme).rbac_email_implicit_role_assignments(rule("stytch_admin"));
    stytch.send(update).await.unwrap();
    let roles = get(&stytch, &acme, &ada).await;
    assert!(roles.is_admin);
    assert_eq!(roles.roles[1].sources[0].r#type, "email_assignment");
    assert!(!get(&stytch, &acme, &other).await.is_admin);
    let unknown = UpdateRequest::new(&acme).rbac_email_implicit_role_assignments(rule("emperor"));
    assert_refused!(stytch.send(unknown), 400, "invalid_rbac_role_assignment");
    let none = UpdateRequest::new(&acme).rbac_email_implicit_role_assignments(vec![]);
    stytch.send(none).await.unwrap();
    assert!(!get(&stytch, &acme, &ada).await.is_admin);
}

#[tokio::test]
async fn a_deletion_ends_everything_of_the_members() {
    let sandbox = sandbox();
    let stytch = sandbox.stytch().unwrap();
    let acme = named(&stytch, "acme").await;
    let signed_in = sign_in(&sandbox, &acme, sandbox_member(&sandbox, &acme)).await;
    let app = sandbox.add_app(App::new("Calendar", ClientType::ThirdParty)).unwrap();
    sandbox.authorize(&signed_in.member_id, &app, ["openid"]).unwrap();
    let tokens = sandbox.issue_tokens(&signed_in.member_id, &app).unwrap();
    assert_eq!(stytch.send(MetricsRequest::new("acme")).await.unwrap().member_count, 1);
    assert_eq!(stytch.send(DeleteRequest::new("acme")).await.unwrap().organization_id, acme);
    assert!(!sandbox.introspect(&tokens.access_token).active);
    let check = sessions::AuthenticateRequest::new().session_token(&signed_in.session_token);
    assert_refused!(stytch.send(check), 404, "session_not_found");
    assert_refused!(stytch.send(MetricsRequest::new("acme")), 404, "organization_not_found");
    let deleted = members::DangerouslyGetRequest::new(&signed_in.member_id).include_deleted(true);
    assert_refused!(stytch.send(deleted), 404, "member_not_found");
}

fn sandbox_member(sandbox: &Sandbox, organization: &stytch_endpoints::OrganizationId) -> &'static str {
    sandbox.add_member(organization, Member::new().email("ada@acme.example")).unwrap();
    "ada@acme.example"
}

#[tokio::test]
async fn an_app_that_the_policy_does_not_allow_is_not_listed() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let names = async || {
        let apps = stytch.send(ConnectedAppsRequest::new("acme")).await.unwrap().connected_apps;
        let of_ada = stytch.send(members::GetConnectedAppsRequest::new("acme", "ada")).await.unwrap().connected_apps;
        let apps: Vec<_> = apps.into_iter().map(|app| app.name).collect();
        assert_eq!(apps, of_ada.into_iter().map(|app| app.name).collect::<Vec<_>>());
        apps
    };
    assert_eq!(names().await, ["Calendar Sync", "Assistant"]);
    let update = || UpdateRequest::new("acme");
    stytch.send(update().third_party_connected_apps_allowed_type(AllowedApps::NotAllowed)).await.unwrap();
    assert_eq!(names().await, ["Assistant"]);
    let restricted = update().first_party_connected_apps_allowed_type(AllowedApps::Restricted);
    stytch.send(restricted.clone()).await.unwrap();
    assert_eq!(names().await, [""; 0]);
    let allowed = vec![demo::OTHER_APP_ID.into()];
    stytch.send(restricted.allowed_first_party_connected_apps(allowed)).await.unwrap();
    assert_eq!(names().await, ["Assistant"]);
}
