//! The endpoints of OAuth 2.0: their forms, their credentials, their errors and their results.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use serde_json::json;
use stytch_endpoints::{
    ConnectedAppId,
    endpoint_runtime::{
        BaseUrl, Bytes, Endpoint, Error, ErrorBody, Param,
        http::{Request, Response, header},
        request::encode,
        response::decode,
    },
    ids::M2mClientId,
    oauth2::{
        GrantType, IntrospectRequest, IntrospectResponse, RevokeRequest, TokenRequest, TokenTypeHint, UserinfoRequest,
        clients::RegisterRequest,
        discovery::{AuthorizationServerMetadataRequest, JwksRequest, OpenidConfigurationRequest},
    },
    secrets::{AccessToken, BearerAuthorization, RefreshToken},
};

fn sent<E: Endpoint>(request: &E) -> Request<Bytes> {
    let base: BaseUrl = "https://login.example.com".parse().unwrap();
    encode(&base, request).unwrap()
}

/// Returns the path and the form of a request.
fn form<E: Endpoint>(request: &E) -> (String, String) {
    let sent = sent(request);
    assert_eq!(sent.method(), "POST");
    assert_eq!(sent.headers()[header::CONTENT_TYPE], "application/x-www-form-urlencoded");
    (sent.uri().path().to_owned(), String::from_utf8(sent.body().to_vec()).unwrap())
}

#[test]
fn one_endpoint_serves_three_grants() {
    let client = M2mClientId::from("m2m-client-test-1");
    let app = ConnectedAppId::from("connected-app-test-1");
    let callback = "https://app.example.com/callback?a=1";
    for (request, expected) in [
        (
            TokenRequest::client_credentials("project-test-1", &client, "s&cret").scope("read write"),
            "grant_type=client_credentials&client_id=m2m-client-test-1&client_secret=s%26cret&scope=read%20write",
        ),
        (
            TokenRequest::authorization_code("project-test-1", &app, "code-1", callback).code_verifier("verifier"),
            "grant_type=authorization_code&client_id=connected-app-test-1&code=code-1\
             &redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback%3Fa%3D1&code_verifier=verifier",
        ),
        (
            TokenRequest::refresh("project-test-1", &app, "refresh-1").client_secret("secret"),
            "grant_type=refresh_token&client_id=connected-app-test-1&client_secret=secret&refresh_token=refresh-1",
        ),
        (
            TokenRequest::new("project-test-1", GrantType::Other("urn:later".to_owned()), app.as_str()),
            "grant_type=urn%3Alater&client_id=connected-app-test-1",
        ),
    ] {
        let (path, body) = form(&request);
        assert_eq!(path, "/v1/public/project-test-1/oauth2/token");
        assert_eq!(body.replace('+', "%20"), expected);
    }
}

#[test]
fn a_token_of_either_kind_is_introspected_and_revoked() {
    let (access, refresh) = (AccessToken::from("access-1"), RefreshToken::from("refresh-1"));
    let request =
        IntrospectRequest::new("project-test-1", &access, "client").token_type_hint(TokenTypeHint::AccessToken);
    let (path, body) = form(&request);
    assert_eq!(path, "/v1/public/project-test-1/oauth2/introspect");
    assert_eq!(body, "token=access-1&client_id=client&token_type_hint=access_token");
    let (path, body) = form(&RevokeRequest::new("project-test-1", refresh, "client").client_secret("secret"));
    assert_eq!(path, "/v1/public/project-test-1/oauth2/revoke");
    assert_eq!(body, "token=refresh-1&client_id=client&client_secret=secret");
}

#[test]
fn userinfo_is_asked_with_the_access_token() {
    let sent = sent(&UserinfoRequest::new("project-test-1", AccessToken::from("access-1")));
    assert_eq!((sent.method().as_str(), sent.uri().path()), ("GET", "/v1/public/project-test-1/oauth2/userinfo"));
    assert_eq!(sent.headers()[header::AUTHORIZATION], "Bearer access-1");
    assert!(sent.headers()[header::AUTHORIZATION].is_sensitive());
    // The case of the scheme does not matter.
    let authorization = BearerAuthorization::from_text("bearer access-1").unwrap();
    assert_eq!(authorization.token(), Some("access-1".into()));
}

#[test]
fn documents_and_the_registration_are_public() {
    let document = |uri: &Request<Bytes>| uri.uri().path().to_owned();
    let configuration = sent(&OpenidConfigurationRequest::new("project-test-1"));
    assert_eq!(document(&configuration), "/v1/public/project-test-1/.well-known/openid-configuration");
    let metadata = sent(&AuthorizationServerMetadataRequest::new());
    assert_eq!(document(&metadata), "/.well-known/oauth-authorization-server");
    assert_eq!(document(&sent(&JwksRequest::new())), "/.well-known/jwks.json");
    let registration =
        sent(&RegisterRequest::new().client_name("Agent").redirect_uris(["http://127.0.0.1/".to_owned()]));
    assert_eq!(registration.uri().path(), "/v1/oauth2/register");
    assert_eq!(registration.body(), r#"{"client_name":"Agent","redirect_uris":["http://127.0.0.1/"]}"#);
}

#[test]
fn the_projects_credentials_do_not_go_to_the_endpoints_of_clients() {
    let endpoints: Vec<_> = stytch_endpoints::endpoints().filter(|it| it.id.starts_with("oauth2_")).collect();
    assert_eq!(endpoints.len(), 8);
    assert!(endpoints.iter().all(|endpoint| !endpoint.authenticated));
}

#[test]
fn secrets_are_redacted() {
    const CANARY: &str = "canary-6f1d";
    let code = TokenRequest::authorization_code("project", "client", CANARY, "https://app.example.com");
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        code.code_verifier(CANARY).client_secret(CANARY).refresh_token(CANARY),
        IntrospectRequest::new("project", CANARY, "client").client_secret(CANARY),
        RevokeRequest::new("project", CANARY, "client").client_secret(CANARY),
        UserinfoRequest::new("project", AccessToken::from(CANARY)),
    );
    assert!(shown.contains("client") && !shown.contains(CANARY), "{shown}");
}

#[test]
fn an_introspection_keeps_claims_of_the_application() {
    let introspected: IntrospectResponse = serde_json::from_value(json!({
        "active": true, "sub": "member-test-1", "scope": "openid email", "aud": ["project-test-1"], "exp": 1_770_283_800,
        "client_id": "connected-app-test-1", "token_type": "access_token", "tier": {"name": "gold"},
        "https://stytch.com/organization": {"organization_id": "organization-test-1", "slug": "acme"},
    }))
    .unwrap();
    assert!(introspected.active);
    assert_eq!(introspected.scopes().collect::<Vec<_>>(), ["openid", "email"]);
    assert_eq!(introspected.organization.unwrap().slug, "acme");
    assert_eq!(introspected.exp, Some(1_770_283_800));
    assert_eq!(introspected.claims.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["tier"]);
    let inactive: IntrospectResponse = serde_json::from_value(json!({ "active": false })).unwrap();
    assert!(!inactive.active && inactive.aud.is_none() && inactive.scopes().next().is_none());
}

#[test]
fn an_error_in_oauths_shape_is_read() {
    let body =
        r#"{"error":"idp_auth_code_not_found","error_description":"Used.","error_uri":"https://stytch.com/docs"}"#;
    let response = Response::builder().status(404).body(Bytes::from_static(body.as_bytes())).unwrap();
    let error: Error<_> = decode::<TokenRequest>(response).unwrap_err();
    let stytch = error.as_api().unwrap();
    assert_eq!((stytch.code(), stytch.message()), (Some("idp_auth_code_not_found"), Some("Used.")));
    assert_eq!(stytch.error_url.as_deref(), Some("https://stytch.com/docs"));
}
