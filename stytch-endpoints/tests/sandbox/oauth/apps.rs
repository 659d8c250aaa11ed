//! Connected Apps, as the project manages them, and as they register themselves.

use stytch_endpoints::{
    ClientType, Stytch,
    connected_apps::clients::{CreateRequest, GetRequest, SearchRequest, UpdateRequest, secrets},
    ids::ConnectedAppId,
    oauth2::clients::RegisterRequest,
    sandbox::demo,
};

use super::*;

const CALLBACK: &str = "https://app.example/callback";

fn create(client_type: ClientType) -> CreateRequest {
    CreateRequest::new(client_type).client_name("App".to_owned()).redirect_urls(vec![CALLBACK.to_owned()])
}

#[tokio::test]
async fn an_app_is_created_read_changed_and_deleted() {
    let (_, stytch) = sandbox();
    let clients = stytch.connected_apps().clients();
    let created = clients.create(create(ClientType::FirstParty).full_access_allowed(true)).await.unwrap().connected_app;
    let secret = created.client_secret.unwrap();
    assert_eq!(created.access_token_expiry_minutes, 60);
    assert!(secret.expose_secret().ends_with(created.client_secret_last_four.as_deref().unwrap()));
    let id = created.client_id;
    let read = clients.get(GetRequest::new(&id)).await.unwrap().connected_app;
    assert_eq!((read.client_name.as_str(), read.status.as_str()), ("App", "active"));

    let update =
        UpdateRequest::new(&id).client_name(Some("Desk".to_owned())).logo_url("https://a.example/l".to_owned());
    let changed = clients.update(update).await.unwrap().connected_app;
    assert_eq!((changed.client_name.as_str(), changed.redirect_urls.len()), ("Desk", 1));
    assert!(changed.full_access_allowed && changed.logo_url.is_some());
    let removed = clients.update(UpdateRequest::new(&id).logo_url_null().full_access_allowed_null());
    let removed = removed.await.unwrap().connected_app;
    assert!(!removed.full_access_allowed && removed.logo_url.is_none(), "null sets the default");

    let public = clients.create(create(ClientType::ThirdPartyPublic)).await.unwrap().connected_app;
    assert!(public.client_secret.is_none() && public.client_secret_last_four.is_none());
    let delete = || clients.delete(stytch_endpoints::connected_apps::clients::DeleteRequest::new(&id));
    assert_eq!(delete().await.unwrap().client_id, id);
    let unknown = refused(404, "connected_app_not_found");
    assert_eq!(refusal(delete().await), unknown);
    assert_eq!(refusal(clients.get(GetRequest::new(&id)).await), unknown);
    assert_eq!(refusal(clients.update(UpdateRequest::new(&id)).await), unknown);
}

#[tokio::test]
async fn wrong_settings_are_refused_by_name_and_change_nothing() {
    let (_, stytch) = sandbox();
    let urls = |urls: &[&str]| scopes(urls);
    let first = || CreateRequest::new(ClientType::FirstParty);
    let third = || CreateRequest::new(ClientType::ThirdParty);
    let many: Vec<String> = (0..101).map(|index| format!("https://app.example/{index}")).collect();
    for (request, kind) in [
        (CreateRequest::new(ClientType::Other("robot".to_owned())), "invalid_connected_app_type"),
        (first().redirect_urls(urls(&["http://app.example"])), "connected_app_invalid_redirect_url"),
        (first().redirect_urls(urls(&["callback"])), "connected_app_invalid_redirect_url"),
        (first().redirect_urls(urls(&["https://app.example/#a"])), "connected_app_invalid_redirect_url"),
        (first().redirect_urls(urls(&[CALLBACK, CALLBACK])), "duplicate_redirect_url"),
        (first().redirect_urls(many), "too_many_redirect_urls"),
        (third().full_access_allowed(true), "third_party_clients_cannot_use_full_access"),
        (third().bypass_consent_for_offline_access(true), "third_party_clients_require_consent_for_offline_access"),
        (first().access_token_expiry_minutes(0), "idp_invalid_access_token_expiry_minutes"),
        (first().access_token_expiry_minutes(1441), "idp_invalid_access_token_expiry_minutes"),
        (first().access_token_custom_audience(" ".to_owned()), "idp_invalid_access_token_custom_audience"),
        (first().access_token_template_content("[]".to_owned()), "idp_invalid_access_token_jwt_template"),
        (first().id_token_template_content(r#"{"sub": "x"}"#.to_owned()), "idp_invalid_access_token_jwt_template"),
    ] {
        assert_eq!(refusal(stytch.send(request).await), refused(400, kind));
    }
    let update = UpdateRequest::new(demo::CONNECTED_APP_ID).client_name("New".to_owned());
    let update = update.redirect_urls(urls(&["ftp://app.example"]));
    assert_eq!(refusal(stytch.send(update).await), refused(400, "connected_app_invalid_redirect_url"));
    let app = stytch.send(GetRequest::new(demo::CONNECTED_APP_ID)).await.unwrap().connected_app;
    assert_eq!(app.client_name, "Calendar Sync");
    for url in ["http://127.0.0.1:8080/callback", "http://[::1]/", "http://localhost:3000"] {
        stytch.send(first().redirect_urls(urls(&[url]))).await.unwrap();
    }
}

#[tokio::test]
async fn apps_are_listed_page_by_page() {
    let (_, stytch) = sandbox();
    for _ in 0..3 {
        stytch.send(create(ClientType::ThirdParty)).await.unwrap();
    }
    let mut seen: Vec<ConnectedAppId> = Vec::new();
    let mut request = SearchRequest::new().limit(2);
    loop {
        let page = stytch.send(request).await.unwrap();
        assert_eq!(page.results_metadata.total, 5);
        seen.extend(page.connected_apps.into_iter().map(|app| app.client_id));
        let Some(cursor) = page.results_metadata.next_cursor else { break };
        request = SearchRequest::new().limit(2).cursor(cursor);
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.is_sorted());
    for request in
        [SearchRequest::new().limit(0), SearchRequest::new().limit(1001), SearchRequest::new().cursor("%".to_owned())]
    {
        assert_eq!(refusal(stytch.send(request).await), refused(400, "bad_request"));
    }
}

/// The error of a refresh with a secret; an unknown token means that the secret was accepted.
async fn secret_is_accepted(stytch: &Stytch, secret: &str) -> bool {
    let request = stytch_endpoints::oauth2::TokenRequest::refresh(demo::PROJECT_ID, demo::CONNECTED_APP_ID, "other");
    refusal(stytch.send(request.client_secret(secret)).await) == refused(404, "idp_refresh_token_not_found")
}

#[tokio::test]
async fn both_secrets_are_valid_during_a_rotation() {
    let (_, stytch) = sandbox();
    let rotations = stytch.connected_apps().clients().secrets();
    let id = demo::CONNECTED_APP_ID;
    let start = || rotations.rotate_start(secrets::RotateStartRequest::new(id));
    let none = refused(400, "connected_app_not_rotating_secret");
    assert_eq!(refusal(rotations.rotate(secrets::RotateRequest::new(id)).await), none);

    let canceled = start().await.unwrap().connected_app;
    let next = canceled.next_client_secret.expose_secret();
    assert!(secret_is_accepted(&stytch, next).await && secret_is_accepted(&stytch, demo::CONNECTED_APP_SECRET).await);
    assert_eq!(refusal(start().await), refused(400, "connected_app_already_rotating_secret"));
    rotations.rotate_cancel(secrets::RotateCancelRequest::new(id)).await.unwrap();
    assert!(!secret_is_accepted(&stytch, next).await && secret_is_accepted(&stytch, demo::CONNECTED_APP_SECRET).await);

    let started = start().await.unwrap().connected_app;
    assert_eq!(started.client_secret_last_four, "ndar");
    let rotated = rotations.rotate(secrets::RotateRequest::new(id)).await.unwrap().connected_app;
    assert_eq!(rotated.client_secret_last_four, started.next_client_secret_last_four);
    assert!(rotated.next_client_secret_last_four.is_none());
    assert!(secret_is_accepted(&stytch, started.next_client_secret.expose_secret()).await);
    assert!(!secret_is_accepted(&stytch, demo::CONNECTED_APP_SECRET).await);

    let public = secrets::RotateStartRequest::new(demo::OTHER_APP_ID);
    let no_secret = refused(400, "public_connected_apps_do_not_have_secrets");
    assert_eq!(refusal(rotations.rotate_start(public).await), no_secret);
    let unknown = secrets::RotateCancelRequest::new("connected-app-test-1");
    assert_eq!(refusal(rotations.rotate_cancel(unknown).await), refused(404, "connected_app_not_found"));
}

#[tokio::test]
async fn an_app_registers_itself() {
    let (_, stytch) = sandbox();
    let register = || RegisterRequest::new().client_name("Agent").redirect_uris([CALLBACK.to_owned()]);
    let agent = stytch.send(register()).await.unwrap();
    assert_eq!(agent.token_endpoint_auth_method.as_deref(), Some("none"));
    assert!(agent.client_secret.is_none());
    let app = stytch.send(GetRequest::new(&agent.client_id)).await.unwrap().connected_app;
    assert_eq!(app.client_type, ClientType::ThirdPartyPublic);
    assert_eq!(stytch.send(register()).await.unwrap().client_id, agent.client_id, "the same data");

    let with_secret = || register().token_endpoint_auth_method("client_secret_post");
    let (one, other) = (stytch.send(with_secret()).await.unwrap(), stytch.send(with_secret()).await.unwrap());
    assert!(one.client_secret.is_some() && one.client_id != other.client_id);
    for (request, kind) in [
        (RegisterRequest::new(), "connected_app_invalid_redirect_url"),
        (RegisterRequest::new().redirect_uris(["ftp://a".to_owned()]), "connected_app_invalid_redirect_url"),
        (register().token_endpoint_auth_method("private_key_jwt"), "invalid_client_metadata"),
        (register().response_types(["token".to_owned()]), "invalid_client_metadata"),
    ] {
        assert_eq!(refusal(stytch.send(request).await), refused(400, kind));
    }
}
