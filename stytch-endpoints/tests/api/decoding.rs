//! Tolerant decoding of Stytch's responses and errors.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use serde_json::json;
use stytch_endpoints::{
    ClientType, ConnectedApp, StytchError,
    b2b::organizations::{
        ConnectedAppsRequest, ConnectedAppsResponse, GetConnectedAppResponse, members::GetConnectedAppsResponse,
    },
    consumer::users,
    endpoint_runtime::{Bytes, Endpoint, ErrorBody, http::Response, response::decode},
    response::Acknowledgement,
};

fn read<T: serde::de::DeserializeOwned>(json: serde_json::Value) -> T {
    serde_json::from_value(json).unwrap()
}

#[test]
fn missing_and_null_members_have_default_values() {
    for body in [
        json!({}),
        json!({"request_id": null, "status_code": null, "connected_apps": null, "connected_app_id": null, "name": null,
               "description": null, "client_type": null, "active_members": null, "logo_url": null, "new_field": {"a": 1}}),
    ] {
        assert_eq!(read::<Acknowledgement>(body.clone()), Acknowledgement::default());
        assert_eq!(read::<GetConnectedAppResponse>(body.clone()), GetConnectedAppResponse::default());
        assert_eq!(read::<ConnectedAppsResponse>(body.clone()), ConnectedAppsResponse::default());
        assert_eq!(read::<GetConnectedAppsResponse>(body.clone()), GetConnectedAppsResponse::default());
        assert_eq!(read::<users::ConnectedAppsResponse>(body), users::ConnectedAppsResponse::default());
    }
}

#[test]
fn all_members_of_an_app_are_read() {
    let app: ConnectedApp = read(json!({
        "connected_app_id": "connected-app-test-1", "name": "Calendar", "description": "Keeps", "client_type": "third_party",
        "scopes_granted": "openid  email", "logo_url": "https://a.example/l.png", "since": 2027,
    }));
    assert_eq!(app.connected_app_id.as_str(), "connected-app-test-1");
    assert_eq!((app.name.as_str(), app.description.as_str()), ("Calendar", "Keeps"));
    assert_eq!(app.scopes().collect::<Vec<_>>(), ["openid", "email"]);
    assert_eq!(app.logo_url.as_deref(), Some("https://a.example/l.png"));
}

#[test]
fn a_user_alone_has_the_fields_of_the_response() {
    let body = json!({
        "request_id": "request-id-test-1", "status_code": 200, "user_id": "user-test-1", "status": "pending",
        "emails": [{"email_id": "email-test-1", "email": "ada@example.com", "verified": true}], "roles": ["stytch_user"],
        "name": {"first_name": "Ada"}, "trusted_metadata": {"tier": 1}, "external_id": "ada", "is_locked": true,
    });
    let user = users::User::from(read::<users::GetResponse>(body.clone()));
    assert_eq!(user, read::<users::User>(body));
    assert_eq!((user.status, user.external_id.as_deref()), (users::UserStatus::Pending, Some("ada")));
}

#[test]
fn client_types_are_open_and_keep_their_text() {
    for (text, expected) in [
        ("first_party", ClientType::FirstParty),
        ("first_party_public", ClientType::FirstPartyPublic),
        ("third_party", ClientType::ThirdParty),
        ("third_party_public", ClientType::ThirdPartyPublic),
        ("fourth_party", ClientType::Other("fourth_party".to_owned())),
    ] {
        let read: ClientType = read(json!(text));
        assert_eq!(read, expected);
        assert_eq!(serde_json::to_value(read).unwrap(), json!(text));
    }
}

#[test]
fn both_error_shapes_are_read() {
    let api: StytchError = read(json!({
        "status_code": 404, "request_id": "request-id-test-1", "error_type": "member_not_found",
        "error_message": "No such Member.", "error_url": "https://stytch.com/docs", "error_details": {"hint": ["a"]},
    }));
    assert_eq!(api.error_details["hint"], json!(["a"]));
    assert_eq!(api.to_string(), "member_not_found: No such Member. (https://stytch.com/docs)");
    let oauth: StytchError = read(json!({
        "status_code": 404, "request_id": "request-id-test-1", "error": "member_not_found",
        "error_description": "No such Member.", "error_uri": "https://stytch.com/docs",
    }));
    assert_eq!((oauth.status_code, oauth.code()), (api.status_code, api.code()));
    assert_eq!((oauth.message(), oauth.request_id()), (api.message(), api.request_id()));
    assert_eq!(oauth.error_url, api.error_url);
}

#[test]
fn an_error_may_lack_members_or_have_those_of_both_shapes() {
    for (body, code) in [
        (json!({}), None),
        (json!({"status_code": null, "error_type": null, "error_details": null}), None),
        (json!({"error_type": "a", "error": "b", "error_details": "none"}), Some("a")),
        (json!({"error_type": null, "error": "b", "unknown": []}), Some("b")),
    ] {
        let error: StytchError = read(body.clone());
        assert_eq!((error.status_code, error.code()), (0, code), "{body}");
        assert!(error.error_details.is_empty());
        assert!(!error.to_string().is_empty());
    }
}

fn answered(status: u16, body: &'static str) -> <ConnectedAppsRequest as Endpoint>::Result {
    let response = Response::builder().status(status).body(Bytes::from_static(body.as_bytes()));
    decode::<ConnectedAppsRequest>(response.unwrap())
}

#[test]
fn an_error_of_a_proxy_keeps_its_status_and_body() {
    for body in ["<html>Bad Gateway</html>", "", "[1]", r#"{"error": {"code": 1}}"#, r#"{"error_type": "#] {
        let error = answered(502, body).unwrap_err();
        assert_eq!(error.status().unwrap(), 502);
        assert!(error.as_api().is_none());
        assert_eq!(error.body().unwrap(), body);
    }
    let error = answered(429, r#"{"error_type": "too_many_requests"}"#).unwrap_err();
    assert_eq!(error.as_api().unwrap().code(), Some("too_many_requests"));
    assert_eq!(error.status().unwrap(), 429);
}

#[test]
fn an_error_is_written_in_the_apis_shape() {
    let status = stytch_endpoints::endpoint_runtime::http::StatusCode::FORBIDDEN;
    let error = StytchError::new(status, "no", "Not you.").with_request_id("request-id-1");
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        json!({"status_code": 403, "request_id": "request-id-1", "error_type": "no", "error_message": "Not you."})
    );
}

#[test]
fn an_error_names_its_members_as_it_reads_them() {
    let fields = StytchError::FIELDS;
    for (names, read) in [
        (fields.code, StytchError::code as fn(&StytchError) -> Option<&str>),
        (fields.message, StytchError::message),
        (fields.request_id, StytchError::request_id),
    ] {
        for name in names {
            let error: StytchError = serde_json::from_value(json!({ *name: "said" })).unwrap();
            assert_eq!(read(&error), Some("said"), "{name}");
        }
    }
    let both = json!({ "error": "second", "error_type": "first" });
    let error: StytchError = serde_json::from_value(both).unwrap();
    assert_eq!((fields.code[0], error.code()), ("error_type", Some("first")));
}
