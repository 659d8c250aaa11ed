//! Names beside literals, several segments and unusual methods in documents, packages and snippets.

use endpoint_runtime::{
    JsonMap, Result, endpoints,
    provider::{Environment, Provider},
};
use serde_json::json;

use crate::{
    openapi::openapi,
    snippet::{Language, SnippetOptions, snippet},
    typescript::{SdkOptions, sdk},
};

#[endpoints(schema)]
trait Paths {
    #[endpoint(GET "/compare/<base>...<head>", auth = none)]
    async fn compare(&self, base: String, head: String) -> Result<()>;

    #[endpoint(PURGE "/keys/<key..>", auth = none)]
    async fn purge(&self, key: String) -> Result<()>;

    #[endpoint(GET "/keys/<key..>", auth = none)]
    async fn get(&self, key: String) -> Result<()>;

    #[endpoint(GET "/keys/<name..>?tagging", auth = none)]
    async fn tags(&self, name: String) -> Result<()>;

    #[endpoint(GET "/keys/<key..>?versionId=<version>", auth = none)]
    async fn version(&self, key: String, version: String) -> Result<()>;

    #[endpoint(GET "/keys/<key>", auth = none)]
    async fn one(&self, key: String) -> Result<()>;

    #[endpoint(GET "/secrets/<key..>", auth = none)]
    async fn secret(&self, #[sensitive] key: String) -> Result<()>;
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.acme.example");
    Provider::builder("acme").environment(environment).resource(PathsClient::SCHEMAS).build().unwrap()
}

#[test]
fn a_document_holds_every_operation() {
    let document = openapi(&provider());
    let found: Vec<(&str, Vec<&str>)> = document
        .paths
        .iter()
        .map(|(path, item)| {
            let operations = item.operations.iter().chain(item.additional.iter());
            (path, operations.map(|(_, operation)| operation.operation_id.as_str()).collect())
        })
        .collect();
    let expected = [
        ("/compare/{base}...{head}", vec!["paths_compare"]),
        ("/keys/{key}", vec!["paths_get", "paths_purge"]),
        ("/keys/{key}#tagging", vec!["paths_tags"]),
        ("/keys/{key}#versionId", vec!["paths_version"]),
        ("/keys/{key}#paths_one", vec!["paths_one"]),
        ("/secrets/{key}", vec!["paths_secret"]),
    ];
    assert_eq!(found, expected);
    let json = serde_json::to_value(&document).unwrap();
    let purge = &json["paths"]["/keys/{key}"]["x-additional-operations"]["PURGE"];
    let parameter = |parameter: &serde_json::Value| json!([parameter["name"], parameter["x-several-segments"]]);
    assert_eq!(parameter(&purge["parameters"][0]), json!(["key", true]));
    assert_eq!(parameter(&json["paths"]["/keys/{key}#tagging"]["get"]["parameters"][0]), json!(["key", true]));
    assert_eq!(parameter(&json["paths"]["/keys/{key}#paths_one"]["get"]["parameters"][0]), json!(["key", null]));
}

#[test]
fn a_package_knows_where_a_value_ends() {
    let package = sdk(&provider(), &SdkOptions::new("acme")).unwrap();
    let operations = package.iter().find(|file| file.path == "operations.js").unwrap();
    for part in
        [r#"literals: ["/compare/", "...", ""]"#, r#"in: "path", type: "string", required: true, several: true"#]
    {
        assert!(operations.text.contains(part), "{part} is not in {}", operations.text);
    }
}

#[test]
fn snippets_send_slashes_as_they_are() {
    let provider = provider();
    let text = |id: &str, language| {
        let values: JsonMap =
            json!({ "key": "a b/c", "base": "x/y", "head": "z" }).as_object().cloned().unwrap().into();
        let operation = provider.operation(id).unwrap();
        snippet(&provider, operation, &values, &SnippetOptions::default(), language).unwrap()
    };
    for language in [Language::Curl, Language::Fetch, Language::Python, Language::Go, Language::PowerShell] {
        let purge = text("paths_purge", language);
        assert!(purge.contains("/keys/a%20b/c") && purge.contains("PURGE"), "{purge}");
        let compare = text("paths_compare", language);
        assert!(compare.contains("/compare/x%2Fy...z"), "{compare}");
    }
    let python = text("paths_purge", Language::Python);
    assert!(python.contains("requests.request(") && python.contains("\"PURGE\""), "{python}");
    for (language, part) in [
        (Language::Curl, "; s|%2f|/|g'"),
        (Language::Fetch, ".replaceAll(\"%2F\", \"/\")"),
        (Language::Python, "safe=\"/\""),
        (Language::Go, "strings.ReplaceAll(url.PathEscape("),
        (Language::PowerShell, ".Replace('%2F', '/')"),
    ] {
        let secret = text("paths_secret", language);
        assert!(secret.contains(part), "{secret}");
    }
}
