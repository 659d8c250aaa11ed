//! Machine-to-machine clients and their tokens.

use serde_json::json;
use stytch_endpoints::{
    endpoint_runtime::JsonMap,
    m2m::clients::{
        ClientStatus, CreateRequest, DeleteRequest, GetRequest, M2mClientOperand, M2mSearchQuery, SearchRequest,
        UpdateRequest, secrets,
    },
    oauth2::{IntrospectRequest, RevokeRequest, TokenRequest},
    sandbox::demo,
    search::SearchOperator,
};

use super::*;

fn object(value: serde_json::Value) -> JsonMap {
    serde_json::from_value(value).unwrap()
}

fn importer() -> CreateRequest {
    CreateRequest::new(scopes(&["read", "write"])).client_id("importer").client_secret("secret-of-the-importer")
}

fn credentials(secret: &str) -> TokenRequest {
    TokenRequest::client_credentials(demo::PROJECT_ID, "importer", secret)
}

#[tokio::test]
async fn a_client_gets_tokens_for_its_scopes() {
    let (sandbox, stytch) = sandbox();
    let created = stytch.send(importer()).await.unwrap().m2m_client;
    assert_eq!((created.client_id.as_str(), created.client_secret_last_four.as_str()), ("importer", "rter"));
    let secret = created.client_secret.expose_secret();
    let all = stytch.send(credentials(secret)).await.unwrap();
    assert_eq!((all.scope.as_deref(), all.expires_in), (Some("read write"), 3600));
    assert!(all.refresh_token.is_none() && all.id_token.is_none());
    let token = stytch.send(credentials(secret).scope("write".to_owned())).await.unwrap().access_token;
    let signed = claims(token.expose_secret());
    assert_eq!((&signed["sub"], &signed["scope"]), (&json!("importer"), &json!("write")));
    assert_eq!(signed["aud"], json!([demo::PROJECT_ID]));

    let introspect = || IntrospectRequest::new(demo::PROJECT_ID, &token, "importer").client_secret(secret);
    let introspected = stytch.send(introspect()).await.unwrap();
    assert_eq!((introspected.active, introspected.sub.as_deref()), (true, Some("importer")));
    let known = sandbox.introspect(token.expose_secret());
    assert_eq!((known.scopes.len(), known.subject), (1, None));
    sandbox.advance(minutes(60));
    assert!(!stytch.send(introspect()).await.unwrap().active);
    let token = all.access_token;
    stytch.send(RevokeRequest::new(demo::PROJECT_ID, &token, "importer").client_secret(secret)).await.unwrap();
    assert!(!sandbox.introspect(token.expose_secret()).active);
}

#[tokio::test]
async fn tokens_are_refused_by_name() {
    let (sandbox, stytch) = sandbox();
    stytch.send(importer()).await.unwrap();
    let secret = "secret-of-the-importer";
    let held = stytch.send(credentials(secret)).await.unwrap().access_token;
    let other = TokenRequest::client_credentials(demo::PROJECT_ID, "other", secret);
    for (request, status, kind) in [
        (credentials("wrong"), 400, "invalid_client_secret"),
        (credentials(""), 400, "invalid_client_secret"),
        (credentials(secret).scope("read admin".to_owned()), 400, "invalid_m2m_client_scope"),
        (other, 404, "m2m_client_not_found"),
    ] {
        assert_eq!(refusal(stytch.send(request).await), refused(status, kind));
    }
    let off = UpdateRequest::new("importer").status(Some(ClientStatus::Inactive));
    assert_eq!(stytch.send(off).await.unwrap().m2m_client.status, ClientStatus::Inactive);
    assert_eq!(refusal(stytch.send(credentials(secret)).await), refused(400, "unauthorized_client"));
    assert!(sandbox.introspect(held.expose_secret()).active, "an inactive client keeps its tokens");
    stytch.send(DeleteRequest::new("importer")).await.unwrap();
    assert!(!sandbox.introspect(held.expose_secret()).active);
    assert_eq!(refusal(stytch.send(credentials(secret)).await), refused(404, "m2m_client_not_found"));
}

#[tokio::test]
async fn a_client_is_changed_and_wrong_settings_are_refused() {
    let (_, stytch) = sandbox();
    let metadata = object(json!({ "team": "data", "tier": 1 }));
    stytch.send(importer().client_name("Importer".to_owned()).trusted_metadata(metadata)).await.unwrap();
    let update = UpdateRequest::new("importer").client_description("Imports".to_owned());
    let update = update.trusted_metadata(object(json!({ "tier": null, "zone": "a" }))).scopes(scopes(&["read"]));
    let changed = stytch.send(update).await.unwrap().m2m_client;
    assert_eq!(changed.trusted_metadata, Some(object(json!({ "team": "data", "zone": "a" }))));
    assert_eq!((changed.client_name.as_str(), changed.client_description.as_str()), ("Importer", "Imports"));
    assert_eq!(changed.scopes, ["read"]);
    assert_eq!(stytch.send(GetRequest::new("importer")).await.unwrap().m2m_client, changed);

    let none = || CreateRequest::new(Vec::<String>::new());
    for (request, kind) in [
        (importer(), "duplicate_m2m_client_id"),
        (none().client_id("a b"), "m2m_client_invalid_client_id"),
        (none().client_secret("short"), "insecure_m2m_client_secret"),
        (none().client_secret("aaaaaaaaaaaa"), "insecure_m2m_client_secret"),
        (none().client_secret("with a blank"), "m2m_client_invalid_client_secret"),
        (none().client_secret("x1".repeat(40)), "client_secret_too_long"),
        (CreateRequest::new(scopes(&["two words"])), "invalid_m2m_client_scope"),
        (CreateRequest::new((0..101).map(|it| it.to_string()).collect::<Vec<_>>()), "too_many_m2m_client_scopes"),
    ] {
        assert_eq!(refusal(stytch.send(request).await), refused(400, kind));
    }
    let update = || UpdateRequest::new("importer");
    for (request, status, kind) in [
        (UpdateRequest::new("other"), 404, "m2m_client_not_found"),
        (update().client_name("n".repeat(257)), 400, "m2m_client_invalid_client_name"),
        (update().client_description("n".repeat(257)), 400, "m2m_client_invalid_client_description"),
        (update().status(Some(ClientStatus::Other("off".to_owned()))), 400, "m2m_client_invalid_status"),
        (update().scopes(scopes(&[""])), 400, "invalid_m2m_client_scope"),
    ] {
        assert_eq!(refusal(stytch.send(request).await), refused(status, kind));
    }
}

#[tokio::test]
async fn clients_are_found_by_filters_page_by_page() {
    let (_, stytch) = sandbox();
    for (id, name, granted) in [("a", "One", "read"), ("b", "Two", "read"), ("c", "Two", "write")] {
        let request = CreateRequest::new(scopes(&[granted])).client_id(id).client_name(name.to_owned());
        stytch.send(request).await.unwrap();
    }
    let find = async |operator, operands: Vec<M2mClientOperand>| {
        let request = SearchRequest::new().query(M2mSearchQuery::new(operator, operands));
        let found = stytch.send(request).await.unwrap();
        found.m2m_clients.into_iter().map(|client| client.client_id.to_string()).collect::<Vec<_>>()
    };
    let (named, reading) = (M2mClientOperand::client_name(["Two"]), M2mClientOperand::scopes(["read", "other"]));
    assert_eq!(find(SearchOperator::And, vec![named.clone(), reading.clone()]).await, ["b"]);
    assert_eq!(find(SearchOperator::Or, vec![named, reading]).await, ["a", "b", "c"]);
    assert_eq!(find(SearchOperator::And, vec![M2mClientOperand::client_id(["a", "c"])]).await, ["a", "c"]);
    assert_eq!(find(SearchOperator::And, Vec::new()).await.len(), 3);
    let first = stytch.send(SearchRequest::new().limit(2)).await.unwrap();
    assert_eq!((first.m2m_clients.len(), first.results_metadata.total), (2, 3));
    let rest = SearchRequest::new().cursor(first.results_metadata.next_cursor.unwrap());
    assert_eq!(stytch.send(rest).await.unwrap().m2m_clients[0].client_id.as_str(), "c");

    for (filter, kind) in [
        (json!({}), "m2m_search_missing_filter_name"),
        (json!({ "filter_name": 1 }), "m2m_search_filter_name_must_be_string"),
        (json!({ "filter_name": "age", "filter_value": [] }), "m2m_search_filter_name_not_recognized"),
        (json!({ "filter_name": "scopes" }), "m2m_search_missing_filter_value"),
        (json!({ "filter_name": "scopes", "filter_value": "read" }), "m2m_search_expected_array_of_strings"),
    ] {
        let query = M2mSearchQuery::new(SearchOperator::And, [M2mClientOperand::from(object(filter))]);
        assert_eq!(refusal(stytch.send(SearchRequest::new().query(query)).await), refused(400, kind));
    }
}

#[tokio::test]
async fn both_secrets_are_valid_during_a_rotation() {
    let (_, stytch) = sandbox();
    stytch.send(importer()).await.unwrap();
    let rotations = stytch.m2m().clients().secrets();
    let start = || rotations.rotate_start(secrets::RotateStartRequest::new("importer"));
    let old = "secret-of-the-importer";
    let is_accepted = async |secret: &str| stytch.send(credentials(secret)).await.is_ok();

    let canceled = start().await.unwrap().m2m_client.next_client_secret;
    assert!(is_accepted(old).await && is_accepted(canceled.expose_secret()).await);
    assert_eq!(refusal(start().await), refused(400, "m2m_client_already_rotating_secret"));
    rotations.rotate_cancel(secrets::RotateCancelRequest::new("importer")).await.unwrap();
    assert!(is_accepted(old).await && !is_accepted(canceled.expose_secret()).await);

    let next = start().await.unwrap().m2m_client.next_client_secret;
    let rotated = rotations.rotate(secrets::RotateRequest::new("importer")).await.unwrap().m2m_client;
    assert!(next.expose_secret().ends_with(&rotated.client_secret_last_four));
    assert!(!is_accepted(old).await && is_accepted(next.expose_secret()).await);
    let none = refused(400, "m2m_client_not_rotating_secret");
    assert_eq!(refusal(rotations.rotate(secrets::RotateRequest::new("importer")).await), none);
    let unknown = secrets::RotateStartRequest::new("other");
    assert_eq!(refusal(rotations.rotate_start(unknown).await), refused(404, "m2m_client_not_found"));
}
