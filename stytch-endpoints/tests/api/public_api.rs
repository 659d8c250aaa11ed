//! The public API: endpoints, the tree of clients, the requests, redaction.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::collections::BTreeSet;

use stytch_endpoints::{
    Client, ConnectedAppId, MemberId, Metadata, OrganizationId, SessionJwt, SessionToken, Stytch, UserId,
    b2b::organizations::{
        ConnectedAppsRequest, GetConnectedAppRequest,
        members::{GetConnectedAppsRequest, connected_apps::RevokeRequest},
    },
    consumer::users,
    endpoint_runtime::{
        BaseUrl, Bytes,
        http::{self, Request, header},
        metadata::{BodyFormat, Method},
        request::encode,
    },
    endpoints,
    sandbox::{Organization, Sandbox, SandboxError, User, demo},
};

/// Operation id, method, path and tag of endpoints that the sandbox implements, from Stytch's own API description.
const DECLARED: [(&str, &str, &str, &str); 6] = [
    (
        "api_organization_v1_ConnectedApps",
        "GET",
        "/v1/b2b/organizations/<organization_id>/connected_apps",
        "Organizations",
    ),
    (
        "api_organization_v1_GetConnectedApp",
        "GET",
        "/v1/b2b/organizations/<organization_id>/connected_apps/<connected_app_id>",
        "Organizations",
    ),
    (
        "api_organization_v1_organizations_members_GetConnectedApps",
        "GET",
        "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps",
        "Members",
    ),
    (
        "api_organization_v1_organizations_members_connected_apps_Revoke",
        "POST",
        "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke",
        "Members: Connected Apps",
    ),
    ("api_user_v1_ConnectedApps", "GET", "/v1/users/<user_id>/connected_apps", "Users"),
    ("api_user_v1_Revoke", "POST", "/v1/users/<user_id>/connected_apps/<connected_app_id>/revoke", "Users"),
];

#[test]
fn the_endpoints_are_stytchs() {
    let found: Vec<_> = endpoints()
        .map(|endpoint| (endpoint.id, endpoint.method.as_str(), endpoint.template, endpoint.tag.unwrap()))
        .collect();
    for declared in DECLARED {
        assert!(found.contains(&declared), "{declared:?}");
    }
}

#[test]
fn every_endpoint_is_documented_and_has_the_conventions_of_stytch() {
    let ids: BTreeSet<&str> = endpoints().map(|endpoint| endpoint.id).collect();
    assert_eq!(ids.len(), endpoints().count(), "an operation id occurs twice");
    for endpoint in endpoints() {
        let id = endpoint.id;
        // Those of OAuth take the credentials of a client, in a form, and their paths are those of its standards.
        let is_oauth = id.starts_with("oauth2_");
        assert_eq!(endpoint.authenticated, !is_oauth, "{id}");
        assert!(is_oauth || id.starts_with("api_") && endpoint.template.starts_with("/v1/"), "{id}");
        assert!(!endpoint.summary().is_empty() && endpoint.docs.contains("# Errors"), "{id}");
        let deletes = endpoint.method == Method::Delete || endpoint.name == "revoke";
        assert!(endpoint.destructive || !deletes, "{id} has to be `destructive`");
        let has_body = matches!(endpoint.method, Method::Post | Method::Put);
        let body = match id {
            "oauth2_token" | "oauth2_introspect" | "oauth2_revoke" => BodyFormat::Form,
            _ if has_body => BodyFormat::Json,
            _ => BodyFormat::None,
        };
        assert_eq!(endpoint.body, body, "{id}");
        for header in ["X-Stytch-Member-Session", "X-Stytch-Member-SessionJWT"] {
            assert!(endpoint.parameters().all(|parameter| parameter.sensitive || !parameter.is_header(header)), "{id}");
        }
    }
}

/// Calls an endpoint of the demonstration with the ids of its entries, and returns the status and the error type.
async fn call(endpoint: &Metadata) -> (u16, Option<String>) {
    let path = endpoint.template.split('/').map(|segment| match segment {
        "<organization_id>" => demo::ORGANIZATION_ID,
        "<member_id>" => demo::MEMBER_ID,
        "<connected_app_id>" => demo::CONNECTED_APP_ID,
        "<user_id>" => demo::USER_ID,
        segment if segment.starts_with('<') => "unknown",
        segment => segment,
    });
    let path = path.collect::<Vec<_>>().join("/");
    let request = Request::builder().method(http::Method::from(endpoint.method)).uri(path);
    let request = match endpoint.body.content_type() {
        Some(content_type) => request.header("Content-Type", content_type).body(Bytes::from("{}")),
        None => request.body(Bytes::new()),
    };
    let stytch = Sandbox::demo().stytch().unwrap();
    let error = match stytch.client().execute(request.unwrap()).await {
        Ok(response) => return (response.status().as_u16(), None),
        Err(error) => error,
    };
    let body: serde_json::Value = serde_json::from_slice(error.body().unwrap()).unwrap();
    (error.status().unwrap().as_u16(), body.get("error_type").and_then(serde_json::Value::as_str).map(str::to_owned))
}

#[tokio::test]
async fn the_sandbox_routes_every_endpoint_and_says_which_it_does_not_implement() {
    let routing = ["route_not_found", "method_not_allowed", "internal_server_error"].map(Some);
    for endpoint in endpoints() {
        let (status, error_type) = call(endpoint).await;
        let error_type = error_type.as_deref();
        let is_implemented = error_type != Some("not_implemented_in_sandbox");
        assert_eq!(status == 501, !is_implemented, "{}: {status} {error_type:?}", endpoint.id);
        assert!(!routing.contains(&error_type), "{}: {status} {error_type:?}", endpoint.id);
        if DECLARED.iter().any(|(id, ..)| *id == endpoint.id) {
            assert_eq!(status, 200, "{}: {error_type:?}", endpoint.id);
        }
    }
}

#[tokio::test]
async fn the_tree_and_the_request_alone_reach_the_same_endpoint() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let organizations = stytch.b2b().organizations();
    let list = ConnectedAppsRequest::new("acme");
    let by_tree = organizations.connected_apps(list.clone()).await.unwrap();
    assert_eq!(stytch.send(list).await.unwrap().connected_apps, by_tree.connected_apps);
    let show = GetConnectedAppRequest::new("acme", demo::OTHER_APP_ID);
    let by_tree = organizations.get_connected_app(show.clone()).await.unwrap();
    assert_eq!(stytch.send(show).await.unwrap().active_members, by_tree.active_members);
    let of_member = GetConnectedAppsRequest::new("acme", "ada");
    let by_tree = organizations.members().get_connected_apps(of_member.clone()).await.unwrap();
    assert_eq!(stytch.send(of_member).await.unwrap().connected_apps, by_tree.connected_apps);
    let of_user = users::ConnectedAppsRequest::new(demo::USER_ID);
    let by_tree = stytch.consumer().users().connected_apps(of_user.clone()).await.unwrap();
    assert_eq!(stytch.send(of_user).await.unwrap().connected_apps, by_tree.connected_apps);
    // A client that was configured by hand has the tree, too.
    let client: Client = stytch.client().clone();
    assert!(Stytch::from(client).b2b().organizations().connected_apps(ConnectedAppsRequest::new("acme")).await.is_ok());
}

#[test]
fn ids_and_sessions_go_where_stytch_looks_for_them() {
    let base: BaseUrl = "https://test.stytch.com".parse().unwrap();
    let (organization, member) = (OrganizationId::from("a/b"), MemberId::from("ada@acme.example"));
    let request = RevokeRequest::new(&organization, &member, ConnectedAppId::from("app"));
    let sent = encode(&base, &request.session_token("token-1").session_jwt("jwt-1")).unwrap();
    assert_eq!(sent.method(), "POST");
    assert_eq!(sent.uri().path(), "/v1/b2b/organizations/a%2Fb/members/ada%40acme.example/connected_apps/app/revoke");
    assert_eq!(sent.headers()["x-stytch-member-session"], "token-1");
    assert_eq!(sent.headers()["x-stytch-member-sessionjwt"], "jwt-1");
    assert_eq!(sent.headers()[header::CONTENT_TYPE], "application/json");
    assert_eq!(sent.body(), "{}");
    for no_id in ["", ".", ".."] {
        let error = encode(&base, &users::RevokeRequest::new(no_id, "app")).unwrap_err();
        assert!(error.to_string().contains("user_id"), "{error}");
    }
    let sent = encode(&base, &users::ConnectedAppsRequest::new(UserId::from("u"))).unwrap();
    assert_eq!((sent.method().as_str(), sent.body().len()), ("GET", 0));
    assert!(!sent.headers().contains_key(header::CONTENT_TYPE));
}

#[tokio::test]
async fn secrets_are_shown_nowhere() {
    const CANARY: &str = "canary-6f1d";
    let request = RevokeRequest::new("acme", "ada", "app").session_token(CANARY).session_jwt(CANARY);
    let builder = Stytch::builder("project-test-1", CANARY);
    let sandbox = Sandbox::builder().credentials("project-test-1", CANARY);
    let sessions = (SessionToken::from(CANARY), SessionJwt::from(CANARY));
    let mut shown = vec![format!("{request:?} {builder:?} {sandbox:?} {sessions:?}")];
    let sandbox = sandbox.build();
    let stytch = builder.configure(|client| client.service(sandbox.service())).build().unwrap();
    let error = stytch.send(request).await.unwrap_err();
    let (service, b2b) = (sandbox.service(), stytch.b2b());
    shown.push(format!("{sandbox:?} {service:?} {stytch:?} {b2b:?} {error} {error:?}"));
    for padded in [format!("{CANARY} "), format!("{CANARY}\u{1}{CANARY}")] {
        let refused = Stytch::new("project-test-1", padded).unwrap_err();
        shown.push(format!("{refused} {refused:?}"));
    }
    let shown = shown.concat();
    assert!(!shown.contains(CANARY), "{shown}");
    assert!(shown.contains("project-test-1"), "{shown}");
}

#[test]
fn ids_are_their_text() {
    let id = OrganizationId::from("organization-test-1".to_owned());
    assert_eq!((id.to_string().as_str(), id.as_ref()), ("organization-test-1", id.as_str()));
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(json, "\"organization-test-1\"");
    assert_eq!(serde_json::from_str::<OrganizationId>(&json).unwrap(), id);
}

#[tokio::test]
async fn a_sandbox_refuses_duplicates_unknown_ids_and_public_addresses() {
    let sandbox = Sandbox::demo();
    let twice = sandbox.add_organization(Organization::new().slug(demo::ORGANIZATION_SLUG)).unwrap_err();
    assert!(matches!(twice, SandboxError::Taken { kind: "Organization" }), "{twice}");
    let nobody = sandbox.start_session("nobody").unwrap_err();
    assert!(matches!(nobody, SandboxError::Unknown { kind: "Member" }), "{nobody}");
    let everywhere = sandbox.serve(([0, 0, 0, 0], 0)).await.unwrap_err();
    assert!(everywhere.to_string().contains("loopback"), "{everywhere}");
    let running = sandbox.serve(([127, 0, 0, 1], 0)).await.unwrap();
    let taken = sandbox.serve(running.address()).await.unwrap_err();
    assert!(matches!(taken, SandboxError::Listen { address, .. } if address == running.address()));
    // The demonstration has one User.
    for _ in 1..Sandbox::MAX_ENTRIES {
        sandbox.add_user(User::new()).unwrap();
    }
    let full = sandbox.add_user(User::new()).unwrap_err();
    assert!(matches!(full, SandboxError::Full { kind: "User", .. }), "{full}");
}
