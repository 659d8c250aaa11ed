//! Maps of headers, fields and parts whose names begin with a prefix, in every export.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Json, Response, Result, endpoints,
    provider::{Environment, Provider},
};
use serde_json::{Value, json};

use crate::{
    openapi,
    snippet::{Language, SnippetOptions, snippet},
    typescript::{SdkOptions, sdk},
};

#[derive(Debug, Response)]
#[response(schema)]
#[allow(unreachable_pub, dead_code, reason = "declared as a crate would")]
pub struct Stored {
    #[header("ETag")]
    pub etag: String,
    #[headers("x-meta-")]
    pub meta: BTreeMap<String, u32>,
}

#[endpoints(schema)]
pub trait Objects {
    #[endpoint(PUT "/objects", auth = none)]
    async fn store(
        &self,
        /// The metadata of the object.
        #[headers("X-Meta-")]
        meta: BTreeMap<String, u32>,
    ) -> Result<Stored>;

    #[endpoint(POST "/messages", form, auth = none)]
    async fn send(&self, #[fields("v:")] variables: BTreeMap<String, String>) -> Result<()>;

    #[endpoint(POST "/mime", multipart, auth = none)]
    async fn send_mime(
        &self,
        #[fields("v:")] variables: BTreeMap<String, String>,
        #[field("data[]")] data: BTreeMap<String, String>,
    ) -> Result<()>;
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    Provider::builder("objects").environment(environment).resource(ObjectsClient::SCHEMAS).build().unwrap()
}

#[test]
fn a_snippet_sends_what_the_client_sends() {
    let provider = provider();
    let written = |id: &str, input: Value, language| {
        let Json::Object(values) = Json::from(&input) else { panic!("an object") };
        let operation = provider.operation(id).unwrap();
        snippet(&provider, operation, &values, &SnippetOptions::default(), language).unwrap()
    };
    let meta = json!({ "meta": { "size": 7, "Wrong": 1, "a b": 2 } });
    let variables = json!({ "variables": { "my var": "1&2" }, "data": { "k": "w" } });
    let curl = written("objects_store", meta, Language::Curl);
    assert!(curl.contains("x-meta-size: 7") && !curl.contains("Wrong") && !curl.contains("a b"), "{curl}");
    let curl = written("objects_send", json!({ "variables": { "my var": "1&2" } }), Language::Curl);
    assert!(curl.contains("v%3Amy%20var=1%262"), "{curl}");
    let curl = written("objects_send_mime", variables, Language::Curl);
    assert!(curl.contains("v:my var=1&2") && curl.contains("data[k]=w"), "{curl}");
}

#[test]
fn the_document_has_the_prefix_as_an_extension() {
    let document = serde_json::to_value(openapi::openapi(&provider())).unwrap();
    let put = &document["paths"]["/objects"]["put"];
    let of_headers = json!({ "prefix": "X-Meta-" });
    let meta = &put["parameters"][0];
    assert_eq!(json!([meta["name"], meta["in"], meta["style"]]), json!(["X-Meta-", "header", null]));
    assert_eq!(meta["description"], "The metadata of the object.");
    assert_eq!(json!([meta["schema"]["type"], meta["schema"]["x-keys"]]), json!(["object", of_headers]));
    let mut responses = put["responses"].as_object().unwrap().values();
    let header = responses.find_map(|response| response.pointer("/headers/x-meta-/schema")).unwrap();
    assert_eq!(json!([header["type"], header["x-keys"]]), json!(["object", { "prefix": "x-meta-" }]));
    assert_eq!(header["additionalProperties"]["type"], "integer");
    let form = &document["paths"]["/messages"]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"];
    assert_eq!(form["schema"]["properties"]["v:"]["x-keys"], json!({ "prefix": "v:" }));
    assert!(form.get("encoding").is_none(), "{form}");
    let mime = &document["paths"]["/mime"]["post"]["requestBody"]["content"]["multipart/form-data"];
    assert_eq!(mime["schema"]["properties"]["v:"]["x-keys"], json!({ "prefix": "v:" }));
    assert_eq!(mime["encoding"], json!({ "data": { "style": "deepObject", "explode": true } }));
}

#[test]
fn the_package_has_maps_in_inputs_and_outputs() {
    let files = sdk(&provider(), &SdkOptions::new("objects")).unwrap();
    let text = files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>().concat();
    for declared in ["meta: Record<string, string>", "map: \"X-Meta-\"", "map: \"v:\"", "map: \"data[]\""] {
        assert!(text.contains(declared), "{declared}");
    }
}
