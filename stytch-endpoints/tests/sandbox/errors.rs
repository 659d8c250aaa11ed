//! Errors of the sandbox's API.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use stytch_endpoints::{
    Error, Result, Stage, Stytch,
    b2b::organizations::{
        ConnectedAppsRequest, GetConnectedAppRequest, Organizations,
        members::{GetConnectedAppsRequest, connected_apps::RevokeRequest},
    },
    consumer::users,
    endpoint_runtime::{Bytes, http::Request},
    sandbox::{Sandbox, demo},
};

const APP: &str = demo::CONNECTED_APP_ID;

/// Checks that an error has all members of Stytch's errors, and returns its status and type.
fn refused<T>(result: Result<T>) -> (u16, String) {
    let error: Error = result.map(|_| "the call was not refused").unwrap_err();
    assert_eq!(error.stage(), Stage::Api, "{error}");
    let status = error.status().unwrap().as_u16();
    let body = error.as_api().unwrap();
    assert_eq!(body.status_code, status);
    assert!(body.request_id.as_deref().unwrap().starts_with("request-id-test-"));
    assert!(!body.error_message.as_deref().unwrap().is_empty());
    let kind = body.error_type.clone().unwrap();
    let url = format!("https://stytch.com/docs/api/errors/{status}#{kind}");
    assert_eq!(body.error_url.as_deref(), Some(url.as_str()));
    (status, kind)
}

macro_rules! assert_refused {
    ($call:expr, $status:literal, $kind:literal) => {
        assert_eq!(refused($call.await), ($status, $kind.to_owned()))
    };
}

#[tokio::test]
async fn unknown_ids_are_404() {
    let stytch = Sandbox::demo().stytch().unwrap();
    assert_refused!(stytch.send(ConnectedAppsRequest::new("nowhere")), 404, "organization_not_found");
    assert_refused!(stytch.send(GetConnectedAppRequest::new("nowhere", APP)), 404, "organization_not_found");
    assert_refused!(stytch.send(GetConnectedAppRequest::new("acme", "app")), 404, "connected_app_not_found");
    assert_refused!(stytch.send(GetConnectedAppsRequest::new("nowhere", "ada")), 404, "organization_not_found");
    assert_refused!(stytch.send(GetConnectedAppsRequest::new("acme", "bob")), 404, "member_not_found");
    assert_refused!(stytch.send(RevokeRequest::new("nowhere", "ada", APP)), 404, "organization_not_found");
    assert_refused!(stytch.send(RevokeRequest::new("acme", "bob", APP)), 404, "member_not_found");
    assert_refused!(stytch.send(RevokeRequest::new("acme", "ada", "app")), 404, "connected_app_not_found");
    assert_refused!(stytch.send(users::ConnectedAppsRequest::new("user")), 404, "user_not_found");
    assert_refused!(stytch.send(users::RevokeRequest::new("user", APP)), 404, "user_not_found");
    assert_refused!(stytch.send(users::RevokeRequest::new(demo::USER_ID, "app")), 404, "connected_app_not_found");
    // Only Members of the named Organization are found.
    let elsewhere = RevokeRequest::new(demo::OTHER_ORGANIZATION_ID, demo::MEMBER_ID, APP);
    assert_refused!(stytch.send(elsewhere), 404, "member_not_found");
}

/// Lists and revokes the apps of each Member with each session.
#[tokio::test]
async fn a_session_may_do_what_its_roles_permit() {
    let allowed = (200, String::new());
    let no_permission = (403, "session_authorization_error".to_owned());
    let other_organization = (403, "session_authorization_tenancy_error".to_owned());
    let no_session = (404, "session_not_found".to_owned());
    let member_not_found = (404, "member_not_found".to_owned());
    for (session, jwt, member, expected) in [
        (demo::MEMBER_SESSION, demo::MEMBER_SESSION_JWT, "ada", &allowed),
        (demo::MEMBER_SESSION, demo::MEMBER_SESSION_JWT, demo::MEMBER_ID, &allowed),
        (demo::MEMBER_SESSION, demo::MEMBER_SESSION_JWT, "grace", &no_permission),
        (demo::MEMBER_SESSION, demo::MEMBER_SESSION_JWT, "nobody", &no_permission),
        (demo::ADMIN_SESSION, demo::ADMIN_SESSION_JWT, "ada", &allowed),
        (demo::ADMIN_SESSION, demo::ADMIN_SESSION_JWT, "grace", &allowed),
        (demo::ADMIN_SESSION, demo::ADMIN_SESSION_JWT, "nobody", &member_not_found),
        (demo::OTHER_SESSION, demo::OTHER_SESSION_JWT, "ada", &other_organization),
        (demo::OTHER_SESSION, demo::OTHER_SESSION_JWT, demo::OTHER_MEMBER_ID, &other_organization),
        ("unknown", "un.kno.wn", "ada", &no_session),
    ] {
        let stytch = Sandbox::demo().stytch().unwrap();
        let list = GetConnectedAppsRequest::new("acme", member);
        let revoke = RevokeRequest::new("acme", member, APP);
        for (name, result) in [
            ("list by token", stytch.send(list.clone().session_token(session)).await.map(|_| ())),
            ("list by JWT", stytch.send(list.clone().session_jwt(jwt)).await.map(|_| ())),
            ("list by both", stytch.send(list.session_token(session).session_jwt(jwt)).await.map(|_| ())),
            ("revoke by token", stytch.send(revoke.clone().session_token(session)).await.map(|_| ())),
            ("revoke by JWT", stytch.send(revoke.clone().session_jwt(jwt)).await.map(|_| ())),
        ] {
            let got = if result.is_ok() { allowed.clone() } else { refused(result) };
            assert_eq!(&got, expected, "{name} of {member} as {session}");
        }
    }
}

#[tokio::test]
async fn an_organizations_endpoints_ask_for_a_session_of_it() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let list = || ConnectedAppsRequest::new("acme");
    let show = || GetConnectedAppRequest::new("acme", APP);
    assert!(stytch.send(list().session_token(demo::MEMBER_SESSION)).await.is_ok());
    assert!(stytch.send(show().session_jwt(demo::ADMIN_SESSION_JWT)).await.is_ok());
    let other = demo::OTHER_SESSION;
    assert_refused!(stytch.send(list().session_token(other)), 403, "session_authorization_tenancy_error");
    assert_refused!(stytch.send(show().session_token(other)), 403, "session_authorization_tenancy_error");
    assert_refused!(stytch.send(show().session_jwt("a.b.c")), 404, "session_not_found");
}

#[tokio::test]
async fn a_token_and_a_jwt_have_to_agree() {
    let stytch = Sandbox::demo().stytch().unwrap();
    let request = RevokeRequest::new("acme", "ada", APP).session_token(demo::ADMIN_SESSION);
    let differing = request.clone().session_jwt(demo::MEMBER_SESSION_JWT);
    assert_refused!(stytch.send(differing), 400, "too_many_session_arguments");
    assert_refused!(stytch.send(request.session_jwt("unknown")), 404, "session_not_found");
}

#[tokio::test]
async fn a_refused_revocation_changes_nothing() {
    let sandbox = Sandbox::demo();
    let tokens = sandbox.issue_tokens(stytch_endpoints::MemberId::from(demo::ADMIN_ID), APP).unwrap();
    let request = RevokeRequest::new("acme", "grace", APP).session_token(demo::MEMBER_SESSION);
    assert_refused!(sandbox.stytch().unwrap().send(request), 403, "session_authorization_error");
    assert!(sandbox.introspect(&tokens.access_token).active);
}

#[tokio::test]
async fn credentials_are_required_over_http() {
    let sandbox = Sandbox::demo();
    let with = |project_id: &str, secret: &str| {
        let builder = Stytch::builder(project_id, secret);
        builder.configure(|client| client.service(sandbox.service())).build().unwrap()
    };
    let (id, secret) = (sandbox.project_id(), sandbox.secret());
    let list = || ConnectedAppsRequest::new("acme");
    assert!(with(id, secret).send(list()).await.is_ok());
    for (id, secret) in [(id, "wrong"), ("project-test-2", secret), (id, &secret[1..]), (id, "secret-test-sandbox2")] {
        assert_refused!(with(id, secret).send(list()), 401, "unauthorized_credentials");
    }
    let call = with(id, "wrong").send(list()).await.unwrap_err();
    assert_eq!(call.headers().unwrap()["www-authenticate"], "Basic");
    // Calls of the trait itself need none.
    assert!(Organizations::connected_apps(&sandbox, list()).await.is_ok());
}

#[tokio::test]
async fn malformed_authorization_headers_are_401() {
    let running = Sandbox::demo().serve(([127, 0, 0, 1], 0)).await.unwrap();
    let client = || stytch_endpoints::Client::builder().base_url(running.url()).build().unwrap();
    for header in ["", "Basic", "Basic !", "Basic Zm9v", "Bearer token", "Basic Og=="] {
        let request = Request::get("/v1/users/u/connected_apps").header("Authorization", header);
        let error = client().execute(request.body(Bytes::new()).unwrap()).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 401, "{header}");
    }
    running.stop().await;
}

#[tokio::test]
async fn a_request_without_an_endpoint_gets_stytchs_error_body() {
    let stytch = Sandbox::demo().stytch().unwrap();
    for (method, path, status, kind, message) in [
        ("GET", "/v1/nothing", 404, "route_not_found", "no endpoint"),
        ("DELETE", "/v1/users/u/connected_apps", 405, "method_not_allowed", "GET"),
        ("GET", "/v1/users/%FF/connected_apps", 400, "bad_request", "user_id"),
    ] {
        let request = Request::builder().method(method).uri(path).body(Bytes::new()).unwrap();
        let error = stytch.client().execute(request).await.unwrap_err();
        assert_eq!(error.status().unwrap(), status, "{path}");
        assert_eq!(error.headers().unwrap()["content-type"], "application/json");
        assert_eq!(error.headers().unwrap().contains_key("allow"), status == 405);
        let head = Request::builder().method("HEAD").uri(path).body(Bytes::new()).unwrap();
        if let Err(head) = stytch.client().execute(head).await {
            assert_eq!(head.headers().unwrap()["content-type"], "application/json");
        }
        let body = error.as_api().unwrap();
        assert_eq!((&body["error_type"], &body["status_code"]), (&kind.into(), &status.into()));
        assert!(body["error_message"].as_str().unwrap().contains(message), "{body}");
        assert!(body["request_id"].as_str().unwrap().starts_with("request-id-test-"));
    }
}
