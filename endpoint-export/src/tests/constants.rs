//! Constant headers and fields in documents, packages and snippets.

use endpoint_runtime::{
    JsonMap, Result, endpoints,
    provider::{Environment, Provider},
};
use serde_json::{Value, json};

use crate::{
    openapi::openapi,
    snippet::{Language, SnippetOptions, snippet},
    typescript::{SdkOptions, sdk},
};

#[endpoints(schema, header("X-Version" = "2"))]
trait Constants {
    #[endpoint(POST "/form", form, field("grant_type" = "a b"), auth = none)]
    async fn form(&self, scope: Option<String>) -> Result<()>;

    #[endpoint(POST "/json", header("X-Target" = "Put", "Accept" = "application/vnd.a+json"), field("on" = true), auth = none)]
    async fn json(&self, name: String) -> Result<()>;
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.acme.example");
    Provider::builder("acme").environment(environment).resource(ConstantsClient::SCHEMAS).build().unwrap()
}

#[test]
fn a_document_requires_the_constants() {
    let document = serde_json::to_value(openapi(&provider())).unwrap();
    let headers = |path: &str| -> Vec<Value> {
        let parameters = document["paths"][path]["post"]["parameters"].as_array().unwrap();
        parameters
            .iter()
            .map(|header| json!([header["name"], header["in"], header["required"], header["schema"]["const"]]))
            .collect()
    };
    // `Accept` is no parameter (OpenAPI 3.1, section 4.8.12.2.1).
    let version = json!(["X-Version", "header", true, "2"]);
    assert_eq!(headers("/form"), std::slice::from_ref(&version));
    assert_eq!(headers("/json"), [version, json!(["X-Target", "header", true, "Put"])]);
    let body = |path: &str, media_type: &str| {
        document["paths"][path]["post"]["requestBody"]["content"][media_type]["schema"].clone()
    };
    let form = body("/form", "application/x-www-form-urlencoded");
    assert_eq!(
        json!([form["properties"]["grant_type"], form["required"]]),
        json!([{ "const": "a b" }, ["grant_type"]])
    );
    let object = body("/json", "application/json");
    assert_eq!(json!([object["properties"]["on"], object["required"]]), json!([{ "const": true }, ["on", "name"]]));
    assert_eq!(document["paths"]["/form"]["post"]["requestBody"]["required"], true);
}

#[test]
fn a_package_declares_the_constants() {
    let package = sdk(&provider(), &SdkOptions::new("acme")).unwrap();
    let operations = package.iter().find(|file| file.path == "operations.js").unwrap();
    for part in [
        r#"fixedHeaders: [["X-Version", "2"], ["X-Target", "Put"], ["Accept", "application/vnd.a+json"]]"#,
        r#"fixedFields: [["on", "true"]]"#,
        r#"fixedFields: [["grant_type", "a b"]]"#,
    ] {
        assert!(operations.text.contains(part), "{part} is not in {}", operations.text);
    }
}

#[test]
fn snippets_without_a_client_of_the_api_send_the_constants() {
    let provider = provider();
    let values: JsonMap = json!({ "name": "n" }).as_object().cloned().unwrap().into();
    let text = |language| {
        let json = provider.operation("constants_json").unwrap();
        snippet(&provider, json, &values, &SnippetOptions::default(), language).unwrap()
    };
    for language in [Language::Curl, Language::Fetch, Language::Python, Language::Go, Language::PowerShell] {
        let text = text(language);
        for part in ["X-Version", "X-Target", "Put", "application/vnd.a+json", "on"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }
    let form = provider.operation("constants_form").unwrap();
    let form = snippet(&provider, form, &JsonMap::new(), &SnippetOptions::default(), Language::Curl).unwrap();
    assert!(form.contains("grant_type=a%20b"), "{form}");
}

#[endpoints(schema)]
trait Grants {
    #[endpoint(POST "/token", form, field("grant_type" = "refresh_token"), auth = none)]
    async fn refresh(&self, refresh_token: String) -> Result<()>;

    #[endpoint(POST "/token", form, field("grant_type" = "client_credentials"), auth = none)]
    async fn fetch(&self, scope: Option<String>) -> Result<()>;

    #[endpoint(POST "/rpc", field("method" = "list", "params" = []), auth = none)]
    async fn list(&self) -> Result<()>;
}

#[test]
fn operations_that_only_fields_tell_apart_are_all_in_a_document() {
    let environment = Environment::new("live", "https://api.acme.example");
    let provider = Provider::builder("acme").environment(environment).resource(GrantsClient::SCHEMAS).build().unwrap();
    let document = serde_json::to_value(openapi(&provider)).unwrap();
    let id = |path: &str| document["paths"][path]["post"]["operationId"].as_str().unwrap_or_default();
    assert_eq!(id("/token"), "grants_refresh");
    assert_eq!(id("/token#grant_type=client_credentials"), "grants_fetch");
    let schema = &document["paths"]["/rpc"]["post"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["properties"], json!({ "method": { "const": "list" }, "params": { "const": [] } }));
    let operation = provider.operation("grants_list").unwrap();
    let curl = snippet(&provider, operation, &JsonMap::new(), &SnippetOptions::default(), Language::Curl).unwrap();
    assert!(curl.contains(r#""params": []"#), "{curl}");
}
