//! Consent pages: what they show, and their answers.

use stytch_endpoints::{
    ClientType, MemberId, Stytch,
    b2b::{
        idp::oauth::{AuthorizeStartRequest, AuthorizeStartResponse},
        rbac::{Policy, PolicyScope},
    },
    consumer,
    rbac::Permission,
    sandbox::{App, demo},
};

use super::*;

fn start(asked: &[&str]) -> AuthorizeStartRequest {
    let (app, callback) = (demo::CONNECTED_APP_ID, demo::CONNECTED_APP_REDIRECT_URL);
    AuthorizeStartRequest::new(app, callback, "code", scopes(asked)).session_token(demo::MEMBER_SESSION)
}

async fn page(stytch: &Stytch, request: AuthorizeStartRequest) -> AuthorizeStartResponse {
    stytch.send(request).await.unwrap()
}

#[tokio::test]
async fn the_page_shows_the_app_the_member_and_the_scopes() {
    let (sandbox, stytch) = sandbox();
    let permission = Permission::new("stytch.member", vec!["update.info".to_owned()]);
    let members = PolicyScope::new("members", "Change Members", vec![permission]);
    let calendar = PolicyScope::new("calendar.write", "Change your calendar", Vec::new());
    sandbox.set_policy(Policy::new(Vec::new(), Vec::new(), vec![members, calendar])).unwrap();
    let shown = page(&stytch, start(&["openid", "calendar.write", "members"])).await;
    assert_eq!(shown.client.client_name, "Calendar Sync");
    assert_eq!((shown.member_id.as_str(), shown.member.name.as_str()), (demo::MEMBER_ID, "Ada"));
    assert_eq!(shown.organization.organization_slug, demo::ORGANIZATION_SLUG);
    let results: Vec<_> = shown.scope_results.iter().map(|it| (it.scope.as_str(), it.is_grantable)).collect();
    assert_eq!(results, [("openid", true), ("calendar.write", true), ("members", false)]);
    assert_eq!(shown.scope_results[1].description, "Change your calendar");

    // An admin can grant what a Member cannot.
    let by_admin = page(&stytch, start(&["members"]).session_token(demo::ADMIN_SESSION)).await;
    assert!(by_admin.scope_results[0].is_grantable);
    let refused_scope = refused(400, "oauth_invalid_scope_requested");
    assert_eq!(refusal(stytch.send(consent(&["members"])).await), refused_scope);
}

#[tokio::test]
async fn consent_is_asked_for_once_and_again_when_the_app_demands_it() {
    let (sandbox, stytch) = sandbox();
    assert!(!page(&stytch, start(&["openid", "calendar.read"])).await.consent_required);
    assert!(page(&stytch, start(&["calendar.write"])).await.consent_required);
    assert!(page(&stytch, start(&["openid"]).prompt("login consent".to_owned())).await.consent_required);
    stytch.send(consent(&["calendar.write"])).await.unwrap();
    assert!(!page(&stytch, start(&["calendar.write", "calendar.read"])).await.consent_required);

    // The project's own apps are asked about for `offline_access` only.
    let app = first_party_app(&sandbox);
    let own = |asked: &[&str]| {
        let request = AuthorizeStartRequest::new(&app, "https://desk.example/callback", "code", scopes(asked));
        request.organization_id(demo::ORGANIZATION_SLUG).member_id(demo::MEMBER_EXTERNAL_ID)
    };
    assert!(!page(&stytch, own(&["openid", "full_access"])).await.consent_required);
    assert!(page(&stytch, own(&["offline_access"])).await.consent_required);
}

#[tokio::test]
async fn the_redirect_carries_the_code_and_the_state_or_the_refusal() {
    let (sandbox, stytch) = sandbox();
    let grace = || consent(&["openid"]).session_token(demo::ADMIN_SESSION).state("a&b".to_owned());
    let granted = stytch.send(grace()).await.unwrap();
    let code = granted.authorization_code.unwrap();
    let expected = format!("{}?code={}&state=a%26b", demo::CONNECTED_APP_REDIRECT_URL, code.expose_secret());
    assert_eq!(granted.redirect_uri, expected);

    let mut refusing = consent(&["calendar.write"]).state("s".to_owned());
    refusing.consent_granted = false;
    let answer = stytch.send(refusing).await.unwrap();
    assert!(answer.authorization_code.is_none());
    assert_eq!(answer.redirect_uri, format!("{}?error=access_denied&state=s", demo::CONNECTED_APP_REDIRECT_URL));
    let ada = MemberId::from(demo::MEMBER_ID);
    let tokens = sandbox.issue_tokens(&ada, demo::CONNECTED_APP_ID).unwrap();
    assert_eq!(sandbox.introspect(&tokens.access_token).scopes, ["openid", "calendar.read"], "nothing was granted");
}

#[tokio::test]
async fn wrong_requests_are_refused_by_name() {
    let (sandbox, stytch) = sandbox();
    let public = sandbox
        .add_app(App::new("Bot", ClientType::ThirdPartyPublic).redirect_url("http://localhost:1/callback"))
        .unwrap();
    let mut other_url = start(&["openid"]);
    other_url.redirect_uri = "https://evil.example/callback".to_owned();
    let mut other_app = start(&["openid"]);
    other_app.client_id = "connected-app-test-1".into();
    let mut other_type = start(&["openid"]);
    other_type.response_type = "token".to_owned();
    let mut nobody = start(&["openid"]);
    nobody.session_token = None;
    for (request, status, kind) in [
        (other_app, 404, "connected_app_not_found"),
        (other_url, 401, "connected_app_supplied_redirect_url_not_found_in_client"),
        (other_type, 400, "unsupported_response_type"),
        (nobody.clone(), 400, "no_oauth_authorize_member_selector"),
        (nobody.clone().organization_id("other").member_id("ada"), 404, "organization_not_found"),
        (nobody.organization_id("acme").member_id("other"), 404, "member_not_found"),
        (start(&["openid"]).session_token("other"), 404, "session_not_found"),
        (start(&["other"]), 400, "oauth_invalid_scope_requested"),
        (start(&["full_access"]), 400, "third_party_clients_cannot_use_full_access"),
        (start(&["openid"]).prompt("none consent".to_owned()), 400, "oidc_prompt_none_must_be_exclusive"),
    ] {
        assert_eq!(refusal(stytch.send(request).await), refused(status, kind));
    }
    let mut unproven = consent_to_assistant(&["openid"]);
    unproven.client_id = public;
    unproven.redirect_uri = "http://localhost:1/callback".to_owned();
    unproven.code_challenge = None;
    assert_eq!(refusal(stytch.send(unproven.clone()).await), refused(400, "pkce_required_for_idp_authorization_flow"));
    unproven.code_challenge = Some("plain".to_owned());
    assert_eq!(refusal(stytch.send(unproven).await), refused(400, "invalid_pkce_code_challenge"));

    let (app, callback) = (demo::CONNECTED_APP_ID, demo::CONNECTED_APP_REDIRECT_URL);
    let user = consumer::idp::oauth::AuthorizeStartRequest::new(app, callback, "code", scopes(&["openid"]));
    assert_eq!(refusal(stytch.send(user.clone()).await), refused(400, "no_oauth_authorize_user_selector"));
    assert_eq!(refusal(stytch.send(user.clone().user_id("other")).await), refused(404, "user_not_found"));
    let of_member = user.clone().session_token(demo::MEMBER_SESSION);
    assert_eq!(refusal(stytch.send(of_member).await), refused(404, "session_not_found"));
    assert_eq!(stytch.send(user.user_id(demo::USER_ID)).await.unwrap().user.emails[0].email, demo::USER_EMAIL);
}
