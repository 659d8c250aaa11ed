//! Stytch mocked by httpmock, as in users' own tests.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use httpmock::prelude::*;
use serde_json::json;
use stytch_endpoints::{
    b2b::organizations::members::GetConnectedAppsRequest, consumer::users::ConnectedAppsRequest, secrets::SessionToken,
};
use support::{reqwest, revoke};

#[tokio::test]
async fn a_revocation_finds_its_mock() {
    let server = MockServer::start_async().await;
    let mock = server
        .mock_async(|when, then| {
            when.method(POST)
                .path("/v1/b2b/organizations/org-1/members/member-1/connected_apps/app-1/revoke")
                .header("authorization", "Basic cHJvamVjdC10ZXN0LTE6czNjcmV0LWNhbmFyeQ==")
                .header("content-type", "application/json")
                .header("x-stytch-member-session", support::SESSION)
                .json_body(json!({}));
            then.status(200).json_body(json!({ "request_id": "request-id-1", "status_code": 200 }));
        })
        .await;
    let stytch = reqwest(&server.base_url());
    let connected_apps = stytch.b2b().organizations().members().connected_apps();
    assert_eq!(connected_apps.revoke(revoke()).await.unwrap().request_id, "request-id-1");
    mock.assert_async().await;
}

#[tokio::test]
async fn a_list_is_read_tolerantly() {
    let server = MockServer::start_async().await;
    server
        .mock_async(|when, then| {
            when.method(GET).path("/v1/b2b/organizations/org-1/members/member-1/connected_apps");
            then.status(200).json_body(json!({
                "request_id": "request-id-2",
                "status_code": 200,
                "unheard_of": { "new": true },
                "connected_apps": [
                    { "connected_app_id": "app-1", "name": "Mail", "client_type": "fourth_party", "scopes_granted": "openid" },
                    { "connected_app_id": "app-2", "name": null },
                ],
            }));
        })
        .await;
    let members = reqwest(&server.base_url()).b2b().organizations().members();
    let request = GetConnectedAppsRequest::new("org-1", "member-1").session_token(SessionToken::from("t"));
    let listed = members.get_connected_apps(request).await.unwrap();
    assert_eq!(listed.connected_apps.len(), 2);
    assert_eq!(listed.connected_apps[0].name, "Mail");
    assert_eq!(listed.connected_apps[1].name, "");
}

#[tokio::test]
async fn an_error_has_what_stytch_said() {
    let server = MockServer::start_async().await;
    server
        .mock_async(|when, then| {
            when.method(GET).path("/v1/users/nobody/connected_apps");
            then.status(404).json_body(json!({
                "status_code": 404,
                "request_id": "request-id-3",
                "error_type": "user_not_found",
                "error_message": "no such user",
                "error_url": "https://stytch.com/docs",
            }));
        })
        .await;
    let error = reqwest(&server.base_url()).send(ConnectedAppsRequest::new("nobody")).await.unwrap_err();
    assert_eq!(error.request_id(), Some("request-id-3"));
    assert_eq!(error.as_api().unwrap().error_type.as_deref(), Some("user_not_found"));
    assert!(error.to_string().contains("user_not_found: no such user"), "{error}");
}

#[tokio::test]
async fn nothing_is_sent_when_a_value_would_call_another_route() {
    let server = MockServer::start_async().await;
    let any = server
        .mock_async(|when, then| {
            when.any_request();
            then.status(200).json_body(json!({}));
        })
        .await;
    let stytch = reqwest(&server.base_url());
    for id in ["", ".", ".."] {
        let error = stytch.send(ConnectedAppsRequest::new(id)).await.unwrap_err();
        assert_eq!(error.as_encode().unwrap().field(), "user_id");
    }
    for token in ["canary\r\nb", " canary", "canary\u{e9}", "canary\0"] {
        let request = revoke().session_token(SessionToken::from(token));
        let error = stytch.send(request).await.unwrap_err();
        assert_eq!(error.as_encode().unwrap().field(), "session_token");
        assert!(!format!("{error} {error:?}").contains(token), "the value is secret: {error:?}");
    }
    any.assert_calls_async(0).await;
}
