//! The life of tokens: expiry by the clock, refreshes, and revocations of every kind.

use stytch_endpoints::{
    Stytch, UserId,
    b2b::organizations::members::{self, connected_apps},
    connected_apps::clients::DeleteRequest,
    consumer::users,
    oauth2::{RevokeRequest, TokenRequest, UserinfoRequest},
    sandbox::demo,
    secrets::RefreshToken,
};

use super::*;

fn refresh(token: impl Into<RefreshToken>) -> TokenRequest {
    let request = TokenRequest::refresh(demo::PROJECT_ID, demo::CONNECTED_APP_ID, token);
    request.client_secret(demo::CONNECTED_APP_SECRET)
}

fn refresh_by_assistant(token: impl Into<RefreshToken>) -> TokenRequest {
    TokenRequest::refresh(demo::PROJECT_ID, demo::OTHER_APP_ID, token)
}

async fn is_active(stytch: &Stytch, token: impl Into<OAuthToken>) -> bool {
    introspect(stytch, token).await.active
}

#[tokio::test]
async fn tokens_and_codes_expire_by_the_clock() {
    let (sandbox, stytch) = sandbox();
    let late = code(&stytch, consent(&["openid"])).await;
    let tokens = calendar_tokens(&stytch, &["openid", "offline_access"]).await;
    let refresh_token = tokens.refresh_token.unwrap();
    sandbox.advance(minutes(10));
    assert_eq!(refusal(stytch.send(exchange(late)).await), refused(400, "idp_auth_code_expired"));
    sandbox.advance(minutes(49));
    assert!(is_active(&stytch, &tokens.access_token).await);
    sandbox.advance(minutes(1));
    assert!(!is_active(&stytch, &tokens.access_token).await);
    assert!(!sandbox.introspect(tokens.access_token.expose_secret()).active);
    let userinfo = UserinfoRequest::new(demo::PROJECT_ID, &tokens.access_token);
    assert_eq!(refusal(stytch.send(userinfo).await), refused(401, "idp_access_token_expired"));

    let refreshed = stytch.send(refresh(&refresh_token)).await.unwrap();
    assert!(is_active(&stytch, &refreshed.access_token).await);
    sandbox.advance(minutes(30 * 24 * 60));
    assert_eq!(refusal(stytch.send(refresh(refresh_token)).await), refused(400, "idp_refresh_token_expired"));
}

#[tokio::test]
async fn a_refresh_token_of_an_app_with_a_secret_stays_and_one_of_an_app_without_is_replaced() {
    let (_, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["openid", "offline_access"]).await;
    let kept = tokens.refresh_token.unwrap();
    let refreshed = stytch.send(refresh(&kept)).await.unwrap();
    assert_eq!(refreshed.refresh_token, Some(kept));
    assert_ne!(refreshed.access_token, tokens.access_token);
    assert_eq!(refreshed.scope.as_deref(), Some("openid offline_access"));
    assert!(refreshed.id_token.is_some());

    let tokens = assistant_tokens(&stytch, &["offline_access"]).await;
    let first = tokens.refresh_token.unwrap();
    let second = stytch.send(refresh_by_assistant(&first)).await.unwrap().refresh_token.unwrap();
    assert_ne!(first, second);
    let used = refused(400, "idp_refresh_token_already_used");
    assert_eq!(refusal(stytch.send(refresh_by_assistant(first)).await), used);
    stytch.send(refresh_by_assistant(second)).await.unwrap();
}

#[tokio::test]
async fn an_app_revokes_one_token_or_with_the_refresh_token_all_of_its_flow() {
    let (_, stytch) = sandbox();
    let revoke = |token: OAuthToken| {
        let request = RevokeRequest::new(demo::PROJECT_ID, token, demo::CONNECTED_APP_ID);
        stytch.send(request.client_secret(demo::CONNECTED_APP_SECRET))
    };
    let granted = ["offline_access"];
    let (first, second) = (calendar_tokens(&stytch, &granted).await, calendar_tokens(&stytch, &granted).await);
    let (first_refresh, second_refresh) = (first.refresh_token.unwrap(), second.refresh_token.unwrap());
    revoke((&first.access_token).into()).await.unwrap();
    assert!(!is_active(&stytch, &first.access_token).await);
    assert!(is_active(&stytch, &first_refresh).await);

    let refreshed = stytch.send(refresh(&first_refresh)).await.unwrap();
    revoke((&first_refresh).into()).await.unwrap();
    assert!(!is_active(&stytch, &first_refresh).await);
    assert!(!is_active(&stytch, &refreshed.access_token).await);
    let unknown = refused(404, "idp_refresh_token_not_found");
    assert_eq!(refusal(stytch.send(refresh(&first_refresh)).await), unknown);
    assert!(is_active(&stytch, &second.access_token).await && is_active(&stytch, &second_refresh).await);

    // A token that is unknown, and one of another app, are no errors, and stay as they are.
    revoke("other".into()).await.unwrap();
    let of_assistant = RevokeRequest::new(demo::PROJECT_ID, &second.access_token, demo::OTHER_APP_ID);
    stytch.send(of_assistant).await.unwrap();
    assert!(is_active(&stytch, &second.access_token).await);
}

#[tokio::test]
async fn a_revocation_of_the_app_ends_grant_codes_and_tokens_until_the_next_consent() {
    let (sandbox, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["openid", "offline_access"]).await;
    let pending = code(&stytch, consent(&["openid"])).await;
    let refresh_token = tokens.refresh_token.unwrap();
    let (organization, member) = (demo::ORGANIZATION_SLUG, demo::MEMBER_EXTERNAL_ID);
    stytch.send(connected_apps::RevokeRequest::new(organization, member, demo::CONNECTED_APP_ID)).await.unwrap();
    assert!(!is_active(&stytch, &tokens.access_token).await && !is_active(&stytch, &refresh_token).await);
    let consent_revoked = refused(401, "connected_app_consent_revoked");
    assert_eq!(refusal(stytch.send(refresh(&refresh_token)).await), consent_revoked);
    assert_eq!(refusal(stytch.send(exchange(pending)).await), consent_revoked);

    let again = calendar_tokens(&stytch, &["calendar.read"]).await;
    assert!(is_active(&stytch, &again.access_token).await);
    assert!(!is_active(&stytch, &tokens.access_token).await, "a token came back to life");
    assert_eq!(sandbox.introspect(again.access_token.expose_secret()).scopes, ["calendar.read"]);
}

#[tokio::test]
async fn a_deleted_app_has_neither_tokens_nor_grants() {
    let (sandbox, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["openid"]).await;
    stytch.send(DeleteRequest::new(demo::CONNECTED_APP_ID)).await.unwrap();
    assert!(!sandbox.introspect(tokens.access_token.expose_secret()).active);
    let request = exchange("other".into());
    assert_eq!(refusal(stytch.send(request).await), refused(404, "connected_app_not_found"));
    let listed = members::GetConnectedAppsRequest::new("acme", "ada");
    let listed = stytch.send(listed).await.unwrap().connected_apps;
    assert_eq!(listed.iter().map(|app| app.name.as_str()).collect::<Vec<_>>(), ["Assistant"]);
}

#[tokio::test]
async fn a_deleted_member_ends_the_tokens_of_all_apps() {
    let (sandbox, stytch) = sandbox();
    let tokens = calendar_tokens(&stytch, &["offline_access"]).await;
    let of_user = sandbox.issue_tokens(UserId::from(demo::USER_ID), demo::CONNECTED_APP_ID).unwrap();
    stytch.send(members::DeleteRequest::new("acme", "ada")).await.unwrap();
    assert!(!is_active(&stytch, &tokens.access_token).await);
    let consent_revoked = refused(401, "connected_app_consent_revoked");
    assert_eq!(refusal(stytch.send(refresh(tokens.refresh_token.unwrap())).await), consent_revoked);
    assert!(sandbox.introspect(&of_user.access_token).active);
    stytch.send(users::DeleteRequest::new(demo::USER_ID)).await.unwrap();
    assert!(!sandbox.introspect(&of_user.access_token).active);
}

#[tokio::test]
async fn a_code_that_comes_back_ends_the_tokens_that_it_was_exchanged_for() {
    let (_, stytch) = sandbox();
    let code = code(&stytch, consent(&["openid"])).await;
    let tokens = stytch.send(exchange(code.clone())).await.unwrap();
    assert_eq!(refusal(stytch.send(exchange(code)).await), refused(404, "idp_auth_code_not_found"));
    assert!(!is_active(&stytch, &tokens.access_token).await);
}
