//! Updates tell a value that is left out from null, which removes it.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use serde_json::{Value, json};
use stytch_endpoints::{
    b2b::organizations::{self, members},
    consumer::{sessions, users},
    endpoint_runtime::{
        BaseUrl, Endpoint, Json, JsonMap,
        metadata::{Method, ParameterLocation},
        request::encode,
    },
};

/// Returns the JSON body of a request.
fn body<E: Endpoint>(request: &E) -> Value {
    let base: BaseUrl = "https://login.example.com".parse().unwrap();
    serde_json::from_slice(encode(&base, request).unwrap().body()).unwrap()
}

/// Returns metadata of which one key is set and another removed.
fn metadata() -> JsonMap {
    let mut metadata = JsonMap::new();
    metadata.insert("tier", "gold");
    metadata.insert("trial", Json::Null);
    metadata
}

#[test]
fn every_setting_of_an_update_can_be_null() {
    let provider = stytch_endpoints::provider().unwrap();
    let is_update =
        |name: &str, method: Method| method == Method::Put && (name == "update" || name == "update_connection");
    let updates: Vec<_> = provider.operations().filter(|it| is_update(it.metadata.name, it.metadata.method)).collect();
    assert_eq!(updates.len(), 10);
    for update in updates {
        let fields = update.parameters.iter().filter(|it| it.metadata.location == ParameterLocation::Field);
        for field in fields.filter(|it| !it.metadata.required) {
            assert!(field.input_type().nullable, "`{}` of {} is removed by null", field.metadata.name, update.name);
        }
    }
}

#[test]
fn a_setting_is_left_out_removed_or_set() {
    let update = || organizations::UpdateRequest::new("organization-test-1");
    assert_eq!(body(&update()), json!({}));
    let removed = update().organization_logo_url_null().mfa_methods_null();
    assert_eq!(body(&removed), json!({"organization_logo_url": null, "mfa_methods": null}));
    assert_eq!(body(&update().organization_logo_url("")), json!({"organization_logo_url": ""}));

    let member = members::UpdateRequest::new("organization-test-1", "member-test-1");
    assert_eq!(body(&member.clone().roles([])), json!({"roles": []}));
    assert_eq!(body(&member.name_null().roles_null()), json!({"name": null, "roles": null}));
}

#[test]
fn a_key_of_metadata_and_of_claims_is_removed_by_null() {
    let expected = json!({"tier": "gold", "trial": null});
    let user = users::UpdateRequest::new("user-test-1").trusted_metadata(metadata()).untrusted_metadata_null();
    assert_eq!(body(&user), json!({"trusted_metadata": expected, "untrusted_metadata": null}));
    let session = sessions::AuthenticateRequest::new().session_custom_claims(metadata());
    assert_eq!(body(&session), json!({"session_custom_claims": expected}));
}
