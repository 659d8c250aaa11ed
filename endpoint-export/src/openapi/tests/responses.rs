//! Responses to requests that are refused or conditional.

use endpoint_runtime::{
    ErrorBody, ProblemDetails, endpoints,
    provider::{Environment, Provider, Refusals},
    schema::schemars::{self, JsonSchema},
};
use serde_json::Value;

use crate::openapi::openapi;

/// Problems with a code.
#[derive(Debug, serde::Deserialize, JsonSchema)]
struct Coded {
    #[expect(dead_code, reason = "only its schema matters")]
    code: u16,
}

impl ErrorBody for Coded {
    const CONTENT_TYPE: &str = ProblemDetails::CONTENT_TYPE;
}

#[endpoints(schema)]
trait Parcels {
    #[endpoint(GET "/plain", auth = none)]
    async fn plain(&self, #[header("IF-None-Match")] etag: Option<String>) -> endpoint_runtime::Result<u8>;

    #[endpoint(GET "/problems", auth = none)]
    async fn problems(&self) -> endpoint_runtime::Result<u8, ProblemDetails>;

    #[endpoint(PUT "/coded", auth = none)]
    async fn coded(&self, #[header("If-None-Match")] etag: Option<String>) -> endpoint_runtime::Result<u8, Coded>;
}

fn document(refusals: Refusals) -> Value {
    let provider = Provider::builder("parcels")
        .environment(Environment::new("live", "https://parcels.test"))
        .refusals(refusals)
        .resource(ParcelsClient::SCHEMAS)
        .build()
        .unwrap();
    serde_json::to_value(openapi(&provider)).unwrap()
}

/// Returns the schemas of the failures of the operation at this path, by media type.
fn failures<'d>(document: &'d Value, path: &str, method: &str) -> &'d Value {
    let reference = document["paths"][path][method]["responses"]["4XX"]["$ref"].as_str().unwrap();
    document.pointer(&reference[1..]).unwrap()
}

#[test]
fn a_refusal_has_its_own_schema_beside_that_of_the_errors() {
    let document = document(Refusals::Problems);
    let schema = |path, method, media_type: &str| &failures(&document, path, method)["content"][media_type]["schema"];
    let problem = "application/problem+json";
    assert_eq!(schema("/plain", "get", "application/json"), &serde_json::json!({}));
    assert!(schema("/plain", "get", problem)["properties"]["detail"].is_object());
    assert_eq!(schema("/problems", "get", problem)["$ref"], "#/components/schemas/ProblemDetails");
    let coded = schema("/coded", "put", problem)["anyOf"].as_array().unwrap();
    assert_eq!(coded[0]["$ref"], "#/components/schemas/OpenapiTestsResponsesCoded");
    assert!(coded[1]["properties"]["detail"].is_object());
}

#[test]
fn a_server_with_its_own_refusals_sends_no_others() {
    let document = document(Refusals::ErrorBodies);
    let coded = &failures(&document, "/coded", "put")["content"];
    let coded = &coded["application/problem+json"]["schema"];
    assert_eq!(coded["$ref"], "#/components/schemas/OpenapiTestsResponsesCoded");
    let plain = failures(&document, "/plain", "get")["content"].as_object().unwrap();
    assert_eq!(plain.keys().collect::<Vec<_>>(), ["application/json"]);
}

#[test]
fn a_conditional_request_may_find_nothing_new() {
    let document = document(Refusals::Problems);
    let responses = |path: &str, method: &str| &document["paths"][path][method]["responses"];
    assert_eq!(responses("/plain", "get")["304"], serde_json::json!({ "description": "Not modified." }));
    assert!(responses("/problems", "get")["304"].is_null());
    assert!(responses("/coded", "put")["304"].is_null());
}
