//! OpenAPI's own rules, for a provider with constructs that they concern.
#![allow(dead_code, reason = "only the schemas are looked at")]

use std::{collections::BTreeSet, net::IpAddr};

use endpoint_runtime::{
    Bytes, Headers, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider, visit_schemas_mut},
};
use expect_test::expect_file;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{super::openapi, operation};

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct Sizes {
    a: (u8, i8),
    b: Vec<u16>,
    c: Option<u32>,
    d: u64,
    e: usize,
    f: isize,
    g: u128,
    h: i128,
    i: f32,
    j: Option<f64>,
    k: IpAddr,
    l: std::num::NonZeroUsize,
    #[schemars(extend("format" = "phone"))]
    m: String,
    next: Option<Box<Sizes>>,
}

#[derive(Clone, Headers)]
#[headers(schema)]
struct Negotiation {
    #[header("ACCEPT")]
    accept: Option<String>,
    #[header("Accept-Language")]
    language: Option<String>,
}

/// Measures.
#[endpoints(schema)]
trait Measures {
    /// Sets the sizes.
    #[endpoint(POST "/sizes?<near>")]
    async fn set(&self, sizes: Sizes, near: Option<usize>, far: i128) -> Result<Sizes>;

    /// Shows a file.
    #[endpoint(GET "/file/<id>", response = bytes)]
    async fn file(&self, id: String, #[headers] negotiation: Negotiation) -> Result<Bytes>;

    /// Shows the caller's own sizes.
    #[endpoint(GET "/own", auth = none)]
    async fn own(
        &self,
        #[header("AUTHORIZATION")]
        #[sensitive]
        schlüssel: String,
        #[header("accept")] accept: Option<String>,
    ) -> Result<Sizes>;
}

fn provider() -> Provider {
    Provider::builder("measures")
        .license("MIT")
        .environment(Environment::new("live", "https://api.measures.example"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "MEASURES_TOKEN")))
        .resource(MeasuresClient::SCHEMAS)
        .build()
        .unwrap()
}

fn document() -> Value {
    serde_json::to_value(openapi(&provider())).unwrap()
}

/// The validators read this file, too.
#[test]
fn the_document_is_one_that_validators_take() {
    expect_file!["../../../golden/measures.openapi.json"].assert_eq(&openapi(&provider()).to_string());
}

#[test]
fn headers_that_tools_ignore_are_no_parameters() {
    let document = document();
    let names = |id: &str| {
        let parameters = operation(&document, id)["parameters"].as_array().cloned().unwrap_or_default();
        parameters.iter().map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("measures_file"), ["id", "Accept-Language"]);
    assert!(names("measures_own").is_empty());
    assert_eq!(operation(&document, "measures_own")["security"], json!([{ "schl_ssel": [] }]));
    assert_eq!(document["components"]["securitySchemes"]["schl_ssel"]["name"], "AUTHORIZATION");
}

#[test]
fn combined_schemes_are_one_requirement() {
    let mut provider = provider();
    let part = |name: &str| CredentialPart::new(name, name.to_ascii_uppercase());
    let both = AuthScheme::bearer(part("token")).and(AuthScheme::api_key("X-Application", part("application")));
    provider.auth = vec![both, AuthScheme::query_key("key", part("key"))];
    let document = serde_json::to_value(openapi(&provider)).unwrap();
    assert_eq!(document["security"], json!([{ "bearer": [], "application": [] }, { "key": [] }]));
    assert_eq!(document["components"]["securitySchemes"]["application"]["name"], "X-Application");
}

#[test]
fn names_of_components_are_made_of_the_characters_that_are_allowed() {
    for kind in ["schemas", "responses", "securitySchemes"] {
        let document = document();
        for name in document["components"][kind].as_object().unwrap().keys() {
            assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)), "{name}");
        }
    }
}

#[test]
fn the_bounds_hold_the_range_where_no_format_does() {
    let document = document();
    let mut schema = document["components"]["schemas"]["OpenapiTestsRulesSizes"].clone();
    let mut formats = BTreeSet::new();
    visit_schemas_mut(&mut schema, &mut |_, schema| {
        formats.extend(schema.get("format").and_then(Value::as_str).map(str::to_owned));
    });
    let registered = ["double", "float", "int8", "uint16", "uint32", "uint64", "uint8"];
    assert_eq!(formats.iter().map(String::as_str).collect::<Vec<_>>(), registered);
    let member = |name: &str| &schema["properties"][name];
    assert_eq!(member("d"), &json!({ "type": "integer", "format": "uint64", "minimum": 0, "maximum": u64::MAX }));
    assert_eq!(member("e"), &json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX }));
    assert_eq!(member("f"), &json!({ "type": "integer", "minimum": i64::MIN, "maximum": i64::MAX }));
    assert_eq!(member("g"), &json!({ "type": "integer", "minimum": 0 }));
    assert_eq!(member("h"), &json!({ "type": "integer" }));
}
