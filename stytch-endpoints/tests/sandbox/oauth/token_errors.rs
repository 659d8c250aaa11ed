//! The errors of the token endpoint, of introspection and of userinfo.

use stytch_endpoints::{
    oauth2::{GrantType, IntrospectRequest, RevokeRequest, TokenRequest, UserinfoRequest},
    sandbox::demo,
    secrets::AccessToken,
};

use super::*;

#[tokio::test]
async fn an_exchange_of_a_code_is_refused_by_name_and_leaves_the_code() {
    let (_, stytch) = sandbox();
    let issued = code(&stytch, consent(&["openid"]).code_challenge(CHALLENGE.to_owned())).await;
    let request = || exchange(issued.clone()).code_verifier(VERIFIER);
    let changed = |change: fn(&mut TokenRequest)| {
        let mut request = request();
        change(&mut request);
        request
    };
    for (request, status, kind) in [
        (changed(|it| it.project_id = "project-test-1".into()), 404, "project_not_found"),
        (changed(|it| it.client_id = "".into()), 400, "invalid_client_id"),
        (changed(|it| it.client_id = "connected-app-test-1".into()), 404, "connected_app_not_found"),
        (changed(|it| it.client_secret = None), 400, "invalid_client_secret"),
        (changed(|it| it.client_secret = Some("wrong".into())), 400, "invalid_client_secret"),
        (changed(|it| it.code = None), 400, "invalid_request"),
        (changed(|it| it.code = Some("other".into())), 404, "idp_auth_code_not_found"),
        (changed(|it| it.redirect_uri = None), 400, "invalid_grant"),
        (changed(|it| it.redirect_uri = Some("https://evil.example".to_owned())), 400, "invalid_grant"),
        (changed(|it| it.code_verifier = None), 400, "pkce_expected_code_verifier"),
        (changed(|it| it.code_verifier = Some("wrong".into())), 400, "pkce_mismatch"),
        (changed(|it| it.grant_type = GrantType::Other("password".to_owned())), 400, "unsupported_grant_type"),
        (changed(|it| it.grant_type = GrantType::RefreshToken), 400, "invalid_request"),
        (exchange_by_assistant(issued.clone()), 400, "invalid_grant"),
        (exchange_by_assistant(issued.clone()).client_secret("a"), 400, "invalid_client_secret"),
    ] {
        assert_eq!(refusal(stytch.send(request).await), refused(status, kind));
    }
    stytch.send(request()).await.unwrap();
}

#[tokio::test]
async fn a_refresh_is_refused_by_name() {
    let (_, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["offline_access"]).await;
    let (project, token) = (demo::PROJECT_ID, tokens.refresh_token.unwrap());
    let by_assistant = TokenRequest::refresh(project, demo::OTHER_APP_ID, token);
    assert_eq!(refusal(stytch.send(by_assistant).await), refused(400, "invalid_grant"));
    let access_token = tokens.access_token.expose_secret();
    for text in ["other", access_token] {
        let request = TokenRequest::refresh(project, demo::CONNECTED_APP_ID, text);
        let request = request.client_secret(demo::CONNECTED_APP_SECRET);
        assert_eq!(refusal(stytch.send(request).await), refused(404, "idp_refresh_token_not_found"));
    }
}

#[tokio::test]
async fn a_token_is_introspected_by_the_client_to_which_it_was_issued() {
    let (_, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["openid"]).await;
    let introspect = |client: &str| IntrospectRequest::new(demo::PROJECT_ID, &tokens.access_token, client);
    let by_assistant = stytch.send(introspect(demo::OTHER_APP_ID)).await.unwrap();
    assert!(!by_assistant.active && by_assistant.sub.is_none() && by_assistant.client_id.is_none());
    for (client, status, kind) in [
        (demo::CONNECTED_APP_ID, 400, "invalid_client_secret"),
        ("", 400, "invalid_client_id"),
        ("connected-app-test-1", 404, "connected_app_not_found"),
        ("m2m-client-test-1", 404, "m2m_client_not_found"),
    ] {
        assert_eq!(refusal(stytch.send(introspect(client)).await), refused(status, kind));
        let revoke = RevokeRequest::new(demo::PROJECT_ID, &tokens.access_token, client);
        assert_eq!(refusal(stytch.send(revoke).await), refused(status, kind));
    }
    assert!(super::introspect(&stytch, &tokens.access_token).await.active);
}

#[tokio::test]
async fn userinfo_needs_an_access_token_of_a_person() {
    let (_, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["offline_access"]).await;
    let refresh_token = tokens.refresh_token.unwrap();
    for token in ["other", refresh_token.expose_secret()] {
        let request = UserinfoRequest::new(demo::PROJECT_ID, AccessToken::from(token));
        assert_eq!(refusal(stytch.send(request).await), refused(404, "idp_access_token_not_found"));
    }
}
