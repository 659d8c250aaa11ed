//! Rust snippets of endpoints with groups of headers.

use endpoint_runtime::{
    Headers, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
};
use serde_json::{Value, json};

use super::holds;
use crate::snippet::{Language, SnippetOptions, snippet};

#[derive(Clone, Headers)]
#[headers(schema)]
#[expect(clippy::struct_field_names, reason = "the tests are about such a name")]
pub(crate) struct Session {
    #[header("X-Session")]
    #[sensitive]
    pub(crate) session_token: Option<String>,
    #[header("X-Device")]
    pub(crate) device: Option<u32>,
    #[header("X-Kind")]
    pub(crate) r#type: Option<String>,
}

#[derive(Clone, Headers)]
#[headers(schema)]
pub(crate) struct Signed {
    #[header("X-Signature")]
    signature: Option<String>,
}

impl Signed {
    pub(crate) fn new(signature: String) -> Self {
        Self { signature: Some(signature) }
    }
}

#[endpoints(schema)]
pub(crate) trait Sessions {
    #[endpoint(GET "/sessions/<id>?<limit>")]
    async fn get(&self, id: String, limit: Option<u8>, #[headers] session: Option<Session>) -> Result<()>;

    #[endpoint(POST "/sessions/revoke")]
    async fn revoke(
        &self,
        session_token: String,
        #[headers(prefix = "acting_")] session: Option<Session>,
        #[headers] signed: Option<Signed>,
    ) -> Result<()>;
}

fn rust(id: &str, values: &Value) -> String {
    let token = CredentialPart::new("token", "ACME_TOKEN");
    let provider = Provider::builder("acme")
        .environment(Environment::new("live", "https://api.acme.example"))
        .auth(AuthScheme::Bearer { token })
        .resource(SessionsClient::SCHEMAS)
        .build()
        .unwrap();
    let values = values.as_object().cloned().unwrap().into();
    snippet(&provider, provider.operation(id).unwrap(), &values, &SnippetOptions::default(), Language::Rust).unwrap()
}

#[test]
fn a_group_that_is_not_filled_in_leaves_the_call_typed() {
    let text = rust("sessions_get", &json!({ "id": "a", "limit": 3 }));
    holds(&text, &["    let request = GetRequest::new(\"a\").limit(3);\n"]);
}

#[test]
fn the_headers_of_a_group_are_set_on_the_request() {
    let text = rust("sessions_get", &json!({ "id": "a", "session_token": "secret", "device": 5, "type": "web" }));
    holds(
        &text,
        &[
            "GetRequest::new(\"a\")\n        .session_token(std::env::var(\"ACME_SESSION_TOKEN\")?)\n        .device(5)\n        .r#type(\"web\");",
        ],
    );
    // As the request has them.
    let _ = GetRequest::new("a").session_token(String::new()).device(5).r#type("web");
}

#[test]
fn a_setter_has_the_prefix_of_its_group() {
    let text = rust("sessions_revoke", &json!({ "session_token": "old", "acting_device": 5 }));
    holds(&text, &["RevokeRequest::new(\"old\").acting_device(5);"]);
    let _ = RevokeRequest::new("old").acting_device(5).signed(Signed::new(String::new()));
}

#[test]
fn a_header_without_a_setter_makes_it_a_call_by_data() {
    let text = rust("sessions_revoke", &json!({ "session_token": "old", "signature": "x" }));
    holds(&text, &["json!({", ".operation(\"sessions_revoke\")"]);
}
