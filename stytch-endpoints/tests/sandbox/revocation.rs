//! Revocation, over HTTP on loopback and without a network.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use stytch_endpoints::{
    MemberId, Stytch, UserId,
    b2b::organizations::{
        ConnectedAppsRequest, GetConnectedAppRequest,
        members::{GetConnectedAppsRequest, connected_apps::RevokeRequest},
    },
    consumer::users,
    sandbox::{Sandbox, SandboxError, Subject, Tokens, demo},
};

fn ada() -> Subject {
    MemberId::from(demo::MEMBER_ID).into()
}

fn tokens_of(sandbox: &Sandbox, subject: impl Into<Subject>, app: &str) -> Tokens {
    sandbox.issue_tokens(subject, app).unwrap()
}

fn are_active(sandbox: &Sandbox, tokens: &Tokens) -> [bool; 2] {
    [&tokens.access_token, &tokens.refresh_token].map(|token| sandbox.introspect(token).active)
}

async fn apps_of_ada(stytch: &Stytch) -> Vec<String> {
    let request = GetConnectedAppsRequest::new(demo::ORGANIZATION_ID, demo::MEMBER_ID);
    let members = stytch.b2b().organizations().members();
    let apps = members.get_connected_apps(request).await.unwrap().connected_apps;
    apps.into_iter().map(|app| app.name).collect()
}

/// Checks all effects of a revocation, and that nothing else changes.
async fn revoking_keeps_its_promises(sandbox: &Sandbox, stytch: &Stytch) {
    let grace = MemberId::from(demo::ADMIN_ID);
    let revoked: Vec<_> = (0..3).map(|_| tokens_of(sandbox, ada(), demo::CONNECTED_APP_ID)).collect();
    let refreshed = sandbox.refresh(&revoked[0].refresh_token).unwrap();
    let others = [
        tokens_of(sandbox, ada(), demo::OTHER_APP_ID),
        tokens_of(sandbox, &grace, demo::CONNECTED_APP_ID),
        tokens_of(sandbox, UserId::from(demo::USER_ID), demo::CONNECTED_APP_ID),
    ];
    assert_eq!(apps_of_ada(stytch).await, ["Calendar Sync", "Assistant"]);
    assert!(sandbox.introspect(&refreshed).active);

    let connected_apps = stytch.b2b().organizations().members().connected_apps();
    let request = RevokeRequest::new(demo::ORGANIZATION_SLUG, demo::MEMBER_EXTERNAL_ID, demo::CONNECTED_APP_ID);
    let response = connected_apps.revoke(request.clone()).await.unwrap();
    assert_eq!(response.status_code, 200);
    assert!(response.request_id.starts_with("request-id-test-"), "{}", response.request_id);

    assert_eq!(apps_of_ada(stytch).await, ["Assistant"]);
    for tokens in &revoked {
        assert_eq!(are_active(sandbox, tokens), [false, false]);
        assert!(matches!(sandbox.refresh(&tokens.refresh_token), Err(SandboxError::RefreshToken)));
    }
    assert!(!sandbox.introspect(&refreshed).active);
    for tokens in &others {
        assert_eq!(are_active(sandbox, tokens), [true, true]);
    }
    let refused = sandbox.issue_tokens(ada(), demo::CONNECTED_APP_ID).unwrap_err();
    assert!(matches!(refused, SandboxError::NotAuthorized), "{refused}");

    // Once more changes nothing, and does not fail.
    let again = connected_apps.revoke(request).await.unwrap();
    assert_ne!(again.request_id, response.request_id);
    assert_eq!(apps_of_ada(stytch).await, ["Assistant"]);

    sandbox.authorize(ada(), demo::CONNECTED_APP_ID, ["openid"]).unwrap();
    assert_eq!(apps_of_ada(stytch).await, ["Calendar Sync", "Assistant"]);
    assert_eq!(are_active(sandbox, &revoked[0]), [false, false], "a token came back to life");
    let new = tokens_of(sandbox, ada(), demo::CONNECTED_APP_ID);
    assert_eq!(sandbox.introspect(&new.access_token).scopes, ["openid"]);
}

#[tokio::test]
async fn over_http() {
    let sandbox = Sandbox::demo();
    let running = sandbox.serve(([127, 0, 0, 1], 0)).await.unwrap();
    let stytch = Stytch::builder(sandbox.project_id(), sandbox.secret()).base_url(running.url());
    revoking_keeps_its_promises(&sandbox, &stytch.build().unwrap()).await;
    running.stop().await;
}

#[tokio::test]
async fn without_a_network() {
    let sandbox = Sandbox::demo();
    revoking_keeps_its_promises(&sandbox, &sandbox.stytch().unwrap()).await;
}

#[tokio::test]
async fn an_organization_shows_the_apps_that_its_members_have_authorized() {
    let sandbox = Sandbox::demo();
    let organizations = sandbox.stytch().unwrap().b2b().organizations();
    let installed = |id: &'static str| {
        let request = ConnectedAppsRequest::new(id);
        let call = organizations.connected_apps(request);
        async { call.await.unwrap().connected_apps.into_iter().map(|app| app.name).collect::<Vec<_>>() }
    };
    assert_eq!(installed(demo::ORGANIZATION_EXTERNAL_ID).await, ["Calendar Sync", "Assistant"]);
    assert!(installed(demo::OTHER_ORGANIZATION_ID).await.is_empty());

    let show = || organizations.get_connected_app(GetConnectedAppRequest::new("acme", demo::CONNECTED_APP_ID));
    let app = show().await.unwrap();
    assert_eq!((app.name.as_str(), app.status_code), ("Calendar Sync", 200));
    assert_eq!(app.logo_url.as_deref(), Some("https://calendar.example/logo.svg"));
    let members: Vec<_> = app.active_members.iter().map(|member| member.member_id.as_str()).collect();
    assert_eq!(members, [demo::MEMBER_ID, demo::ADMIN_ID]);
    assert_eq!(app.active_members[1].granted_scopes, ["openid", "calendar.write"]);

    let connected_apps = organizations.members().connected_apps();
    let revoke = |member| connected_apps.revoke(RevokeRequest::new("acme", member, demo::CONNECTED_APP_ID));
    revoke("ada").await.unwrap();
    assert_eq!(show().await.unwrap().active_members.len(), 1);
    revoke("grace").await.unwrap();
    assert!(show().await.unwrap().active_members.is_empty());
    assert_eq!(installed("acme").await, ["Assistant"]);
}

#[tokio::test]
async fn the_access_to_a_user_is_revoked_alike() {
    let sandbox = Sandbox::demo();
    let users = sandbox.stytch().unwrap().consumer().users();
    let user = UserId::from(demo::USER_ID);
    let tokens = tokens_of(&sandbox, &user, demo::CONNECTED_APP_ID);
    let list = || users.connected_apps(users::ConnectedAppsRequest::new(&user));
    let apps = list().await.unwrap().connected_apps;
    assert_eq!(apps[0].scopes().collect::<Vec<_>>(), ["openid", "calendar.read"]);

    users.revoke(users::RevokeRequest::new(&user, demo::CONNECTED_APP_ID)).await.unwrap();
    assert!(list().await.unwrap().connected_apps.is_empty());
    assert_eq!(are_active(&sandbox, &tokens), [false, false]);
    assert_eq!(apps_of_ada(&sandbox.stytch().unwrap()).await.len(), 2);
}

#[tokio::test]
async fn request_ids_are_unique_and_the_same_in_every_run() {
    let ids = async || {
        let stytch = Sandbox::demo().stytch().unwrap();
        let mut ids = Vec::new();
        for _ in 0..20 {
            let request = ConnectedAppsRequest::new("acme");
            ids.push(stytch.send(request).await.unwrap().request_id);
        }
        ids
    };
    let first = ids().await;
    assert_eq!(first, ids().await);
    let distinct: std::collections::BTreeSet<_> = first.iter().collect();
    assert_eq!(distinct.len(), first.len());
    for id in &first {
        let parts: Vec<_> = id.strip_prefix("request-id-test-").unwrap().split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12], "{id}");
    }
}
