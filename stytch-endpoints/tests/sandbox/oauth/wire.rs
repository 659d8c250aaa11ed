//! Requests as OAuth clients of all kinds send them, and the documents and keys that they read.

use stytch_endpoints::{
    endpoint_runtime::{
        Body, Bytes,
        http::{Method, Request},
        server::Service,
    },
    oauth2::discovery::{AuthorizationServerMetadataRequest, JwksRequest, OpenidConfigurationRequest},
    sandbox::demo,
};

use super::*;

/// Sends a request without the project's credentials, and returns the status and the body.
async fn call(sandbox: &Sandbox, path: &str, headers: &[(&str, &str)], body: String) -> (u16, Value) {
    let mut request = Request::builder().method(if body.is_empty() { Method::GET } else { Method::POST }).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.header("host", "login.example").body(Body::from(Bytes::from(body))).unwrap();
    let response = sandbox.service().call(request).await.unwrap();
    (response.status().as_u16(), serde_json::from_slice(response.body().as_bytes().unwrap()).unwrap())
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}")))
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn a_client_authenticates_by_form_by_json_or_by_basic() {
    let (sandbox, stytch) = sandbox();
    let path = format!("/v1/public/{}/oauth2/token", demo::PROJECT_ID);
    let redirect = "https%3A%2F%2Fcalendar.example%2Fcallback";
    let credentials = basic(demo::CONNECTED_APP_ID, demo::CONNECTED_APP_SECRET);
    let of_project = basic(sandbox.project_id(), sandbox.secret());
    let pair = format!("client_id={}&client_secret={}", demo::CONNECTED_APP_ID, demo::CONNECTED_APP_SECRET);
    let issued = async || code(&stytch, consent(&["openid"])).await.expose_secret().to_owned();
    let form = async |rest: &str| {
        format!("grant_type=authorization_code&code={}&redirect_uri={redirect}{rest}", issued().await)
    };
    let json = serde_json::json!({
        "grant_type": "authorization_code", "code": issued().await, "redirect_uri": demo::CONNECTED_APP_REDIRECT_URL,
        "client_id": demo::CONNECTED_APP_ID, "client_secret": demo::CONNECTED_APP_SECRET, "code_verifier": null,
    });
    for (headers, body) in [
        (vec![FORM], form(&format!("&{pair}")).await),
        (vec![FORM, ("authorization", &credentials)], form("").await),
        // The official SDKs send the project's credentials along.
        (vec![FORM, ("authorization", &of_project)], form(&format!("&{pair}")).await),
        (vec![JSON, ("authorization", &of_project)], json.to_string()),
    ] {
        let (status, body) = call(&sandbox, &path, &headers, body).await;
        assert_eq!((status, &body["token_type"]), (200, &"bearer".into()), "{body}");
    }
    for (headers, body, error) in [
        (vec![JSON], "[]".to_owned(), "invalid_request"),
        (vec![FORM], "grant_type=refresh_token".to_owned(), "invalid_request"),
        (vec![("content-type", "text/plain")], "a".to_owned(), "invalid_request"),
        (vec![FORM], "a".repeat(70_000), "invalid_request"),
        (vec![FORM, ("authorization", &credentials)], form("&client_secret=x").await, "invalid_client_secret"),
    ] {
        let (status, body) = call(&sandbox, &path, &headers, body).await;
        assert!((400..500).contains(&status), "{body}");
        assert_eq!((&body["error"], &body["status_code"]), (&error.into(), &status.into()));
        assert!(
            body["error_description"].is_string() && body["request_id"].is_string() && body.get("error_type").is_none()
        );
    }
}

#[tokio::test]
async fn on_its_own_domain_the_project_is_the_issuer() {
    let (sandbox, stytch) = sandbox();
    let origin = "http://login.example";
    let (_, metadata) = call(&sandbox, "/.well-known/oauth-authorization-server", &[], String::new()).await;
    assert_eq!(
        (&metadata["issuer"], &metadata["token_endpoint"]),
        (&origin.into(), &"http://login.example/v1/oauth2/token".into())
    );
    let metadata = stytch.send(AuthorizationServerMetadataRequest::new()).await.unwrap();
    assert_eq!(metadata.code_challenge_methods_supported.unwrap(), ["S256"]);
    assert!(metadata.scopes_supported.unwrap().contains(&"calendar.read".to_owned()));

    let code = code(&stytch, consent(&["openid"])).await;
    let body = format!(
        "grant_type=authorization_code&code={}&redirect_uri={}&client_id={}&client_secret={}",
        code.expose_secret(),
        "https%3A%2F%2Fcalendar.example%2Fcallback",
        demo::CONNECTED_APP_ID,
        demo::CONNECTED_APP_SECRET
    );
    let (status, tokens) = call(&sandbox, "/v1/oauth2/token", &[FORM], body).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(claims(tokens["id_token"].as_str().unwrap())["iss"], origin);
    let (_, document) = call(&sandbox, "/.well-known/openid-configuration", &[], String::new()).await;
    assert_eq!((&document["issuer"], &document["status_code"]), (&origin.into(), &200.into()));
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let (_, person) = call(&sandbox, "/v1/oauth2/userinfo", &[("authorization", &bearer)], String::new()).await;
    assert_eq!(person["sub"], demo::MEMBER_ID);
    let (status, error) = call(&sandbox, "/v1/oauth2/introspect", &[FORM], "token=a&client_id=b".to_owned()).await;
    assert_eq!((status, &error["error"]), (404, &"connected_app_not_found".into()));

    let configuration = stytch.send(OpenidConfigurationRequest::new(demo::PROJECT_ID)).await.unwrap();
    assert_eq!(configuration.issuer, format!("stytch.com/{}", demo::PROJECT_ID));
    assert!(configuration.token_endpoint.ends_with(&format!("/v1/public/{}/oauth2/token", demo::PROJECT_ID)));
    let other = OpenidConfigurationRequest::new("project-test-1");
    assert_eq!(refusal(stytch.send(other).await), refused(404, "project_not_found"));
}

#[tokio::test]
async fn the_published_keys_verify_access_and_id_tokens() {
    use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
    let (sandbox, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["openid"]).await;
    let keys = stytch.send(JwksRequest::new()).await.unwrap().keys;
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let key = RsaPublicKeyComponents { n: decode(&keys[0].n), e: decode(&keys[0].e) };
    for jwt in [tokens.access_token.expose_secret(), tokens.id_token.unwrap().expose_secret()] {
        let (text, signature) = jwt.rsplit_once('.').unwrap();
        key.verify(&RSA_PKCS1_2048_8192_SHA256, text.as_bytes(), &decode(signature)).unwrap();
        let header: Value = serde_json::from_slice(&decode(text.split_once('.').unwrap().0)).unwrap();
        assert_eq!((&header["kid"], &header["alg"]), (&keys[0].kid.as_str().into(), &"RS256".into()));
    }
    let userinfo = format!("/v1/public/{}/oauth2/userinfo", demo::PROJECT_ID);
    let (status, error) = call(&sandbox, &userinfo, &[("authorization", "Bearer a")], String::new()).await;
    assert_eq!((status, &error["error"]), (404, &"idp_access_token_not_found".into()));
}

#[tokio::test]
async fn userinfo_asks_for_the_token_that_is_missing() {
    let (sandbox, _) = sandbox();
    let path = format!("/v1/public/{}/oauth2/userinfo", demo::PROJECT_ID);
    for (path, headers) in [(&*path, &[][..]), (&*path, &[("authorization", "")]), ("/v1/oauth2/userinfo", &[])] {
        let (status, error) = call(&sandbox, path, headers, String::new()).await;
        assert_eq!((status, &error["error"]), (401, &"invalid_token".into()), "{error}");
    }
    let request = Request::get(path).body(Body::from(Bytes::new())).unwrap();
    let response = sandbox.service().call(request).await.unwrap();
    assert_eq!(response.headers()["www-authenticate"], "Bearer");
}
