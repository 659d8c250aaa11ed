//! Codes exchanged for tokens, and tokens for sessions.

use serde_json::json;
use stytch_endpoints::{
    ConnectedAppId, MemberId, Stytch, UserId,
    b2b::sessions::ExchangeAccessTokenRequest,
    consumer,
    oauth2::{TokenRequest, UserinfoRequest},
    sandbox::demo,
    secrets::AccessToken,
};

use super::*;

#[tokio::test]
async fn a_code_is_exchanged_for_the_tokens_of_the_granted_scopes() {
    let (sandbox, stytch) = sandbox();
    let all = ["openid", "email", "offline_access", "calendar.read"];
    let code = code(&stytch, consent(&all).nonce("nonce-1".to_owned())).await;
    let tokens = stytch.send(exchange(code)).await.unwrap();
    assert_eq!((tokens.token_type.as_str(), tokens.expires_in), ("bearer", 3600));
    assert_eq!(tokens.scope.as_deref(), Some("openid email offline_access calendar.read"));
    assert!(tokens.refresh_token.is_some());

    let now = sandbox.now().as_second();
    let access = claims(tokens.access_token.expose_secret());
    let organization = json!({ "organization_id": demo::ORGANIZATION_ID, "slug": demo::ORGANIZATION_SLUG });
    assert_eq!(access["iss"], format!("stytch.com/{}", demo::PROJECT_ID));
    assert_eq!(access["aud"], json!([demo::PROJECT_ID]));
    assert_eq!((&access["sub"], &access["client_id"]), (&demo::MEMBER_ID.into(), &demo::CONNECTED_APP_ID.into()));
    assert_eq!(access["scope"], "openid email offline_access calendar.read");
    assert_eq!((&access["iat"], &access["nbf"], &access["exp"]), (&now.into(), &now.into(), &(now + 3600).into()));
    assert_eq!(access["https://stytch.com/organization"], organization);

    let id = claims(tokens.id_token.unwrap().expose_secret());
    assert_eq!((&id["aud"], &id["nonce"]), (&json!([demo::CONNECTED_APP_ID]), &"nonce-1".into()));
    assert_eq!((&id["sub"], &id["email"]), (&demo::MEMBER_ID.into(), &demo::MEMBER_EMAIL.into()));
    assert_eq!(id.get("name"), None, "the scope `profile` was not granted");

    let introspected = introspect(&stytch, tokens.access_token).await;
    assert!(introspected.active);
    assert_eq!(introspected.sub.as_deref(), Some(demo::MEMBER_ID));
    assert_eq!((introspected.token_type.as_deref(), introspected.exp), (Some("access_token"), Some(now + 3600)));
    assert_eq!(introspected.organization.unwrap().slug, demo::ORGANIZATION_SLUG);
}

#[tokio::test]
async fn without_their_scopes_there_are_no_id_and_refresh_tokens() {
    let (_, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["calendar.read"]).await;
    assert!(tokens.id_token.is_none() && tokens.refresh_token.is_none());
}

#[tokio::test]
async fn an_app_without_a_secret_proves_itself_by_its_code_verifier() {
    let (_, stytch) = sandbox();
    let tokens = assistant_tokens(&stytch, &["openid", "profile"]).await;
    let person = stytch.send(UserinfoRequest::new(demo::PROJECT_ID, &tokens.access_token)).await.unwrap();
    assert_eq!((person.sub.as_str(), person.name.as_deref()), (demo::MEMBER_ID, Some("Ada")));
    assert_eq!(person.email, None);
}

#[tokio::test]
async fn resources_and_templates_are_in_the_access_token() {
    use stytch_endpoints::connected_apps::clients::UpdateRequest;
    let (_, stytch) = sandbox();
    let update = UpdateRequest::new(demo::CONNECTED_APP_ID).access_token_custom_audience("calendar-api".to_owned());
    let update = update.access_token_template_content(r#"{"tier": "gold"}"#.to_owned()).access_token_expiry_minutes(5);
    stytch.send(update).await.unwrap();
    let consent = consent(&["calendar.read"]).resources(vec!["https://mcp.example".to_owned()]);
    let tokens = stytch.send(exchange(code(&stytch, consent).await)).await.unwrap();
    assert_eq!(tokens.expires_in, 300);
    let access = claims(tokens.access_token.expose_secret());
    assert_eq!(access["aud"], json!([demo::PROJECT_ID, "calendar-api", "https://mcp.example"]));
    assert_eq!(access["tier"], "gold");
    let introspected = introspect(&stytch, tokens.access_token).await;
    assert_eq!(introspected.claims.keys().collect::<Vec<_>>(), ["tier"]);
}

#[tokio::test]
async fn a_user_grants_like_a_member() {
    let (_, stytch) = sandbox();
    let (app, callback) = (demo::CONNECTED_APP_ID, demo::CONNECTED_APP_REDIRECT_URL);
    let request =
        consumer::idp::oauth::AuthorizeRequest::new(true, scopes(&["openid", "email"]), app, callback, "code");
    let response = stytch.send(request.user_id(demo::USER_ID)).await.unwrap();
    let tokens = stytch.send(exchange(response.authorization_code.unwrap())).await.unwrap();
    let person = stytch.send(UserinfoRequest::new(demo::PROJECT_ID, &tokens.access_token)).await.unwrap();
    assert_eq!((person.sub.as_str(), person.email.as_deref()), (demo::USER_ID, Some(demo::USER_EMAIL)));
    assert!(introspect(&stytch, tokens.access_token).await.organization.is_none());
}

/// Runs the flow of the first-party app, in Ada's session or by her ids.
async fn desk_token(stytch: &Stytch, app: &ConnectedAppId, granted: &[&str], in_session: bool) -> TokenResponse {
    let callback = "https://desk.example/callback";
    let request = AuthorizeRequest::new(true, scopes(granted), app, callback, "code");
    let request = if in_session {
        request.session_token(demo::MEMBER_SESSION)
    } else {
        request.organization_id(demo::ORGANIZATION_ID).member_id(demo::MEMBER_ID)
    };
    let code = code(stytch, request).await;
    let exchange = TokenRequest::authorization_code(demo::PROJECT_ID, app, code, callback);
    stytch.send(exchange.client_secret("secret-of-the-desk")).await.unwrap()
}

#[tokio::test]
async fn an_access_token_with_full_access_is_exchanged_for_a_session_once() {
    let (sandbox, stytch) = sandbox();
    let app = first_party_app(&sandbox);
    let sessions = stytch.b2b().sessions();
    let exchange = |token: &AccessToken| sessions.exchange_access_token(ExchangeAccessTokenRequest::new(token));

    let tokens = desk_token(&stytch, &app, &["full_access", "offline_access"], true).await;
    let session = exchange(&tokens.access_token).await.unwrap();
    assert_eq!(session.member_id, MemberId::from(demo::MEMBER_ID));
    let factors = session.member_session.unwrap().authentication_factors;
    let exchanged = factors.iter().find_map(|factor| factor.oauth_access_token_exchange_factor.as_ref());
    assert_eq!(exchanged.unwrap().client_id, app);
    let once = refused(404, "idp_access_token_could_not_be_exchanged");
    assert_eq!(refusal(exchange(&tokens.access_token).await), once);

    let by_ids = desk_token(&stytch, &app, &["full_access"], false).await;
    assert_eq!(refusal(exchange(&by_ids.access_token).await), once, "no session named the Member");
    let weak = desk_token(&stytch, &app, &["openid"], true).await;
    let missing = refused(400, "oauth_access_token_exchange_missing_full_access");
    assert_eq!(refusal(exchange(&weak.access_token).await), missing);
    let refresh = TokenRequest::refresh(demo::PROJECT_ID, &app, tokens.refresh_token.unwrap());
    let refreshed = stytch.send(refresh.client_secret("secret-of-the-desk")).await.unwrap();
    let wrong_grant = refused(400, "oauth_access_token_exchange_token_invalid_grant");
    assert_eq!(refusal(exchange(&refreshed.access_token).await), wrong_grant);
    let old = desk_token(&stytch, &app, &["full_access"], true).await;
    sandbox.advance(minutes(6));
    assert_eq!(refusal(exchange(&old.access_token).await), refused(400, "oauth_access_token_exchange_token_too_old"));
    assert_eq!(refusal(exchange(&"other".into()).await), refused(404, "idp_access_token_not_found"));
    let of_users = consumer::sessions::ExchangeAccessTokenRequest::new(&old.access_token);
    assert_eq!(refusal(stytch.send(of_users).await), refused(400, "oauth_access_token_exchange_token_too_old"));
}

#[tokio::test]
async fn a_token_of_a_user_is_not_exchanged_for_a_session_of_a_member() {
    let (sandbox, stytch) = sandbox();
    let app = first_party_app(&sandbox);
    let callback = "https://desk.example/callback";
    sandbox.authorize(UserId::from(demo::USER_ID), &app, ["full_access"]).unwrap();
    let request = consumer::idp::oauth::AuthorizeRequest::new(true, scopes(&["full_access"]), &app, callback, "code");
    let code = stytch.send(request.user_id(demo::USER_ID)).await.unwrap().authorization_code.unwrap();
    let exchange = TokenRequest::authorization_code(demo::PROJECT_ID, &app, code, callback);
    let tokens = stytch.send(exchange.client_secret("secret-of-the-desk")).await.unwrap();
    let request = ExchangeAccessTokenRequest::new(&tokens.access_token);
    assert_eq!(refusal(stytch.send(request).await).0, 404);
}
