//! Responses by status, streams and envelopes.

use endpoint_runtime::{
    Envelope, ErrorBody, ProblemDetails, Response, endpoints,
    provider::{Environment, Provider},
    schema::schemars::{self, JsonSchema},
    stream::{ByteStream, EventStream, Lines},
};
use serde_json::{Value, json};

use crate::openapi::openapi;

/// A storage account.
#[derive(Debug, serde::Deserialize, JsonSchema)]
struct Account {
    #[expect(dead_code, reason = "only its schema matters")]
    name: String,
}

#[derive(Debug, Response)]
#[response(schema)]
#[expect(dead_code, reason = "only its schemas matter")]
enum Created {
    #[status(200)]
    Ready(Account),
    #[status(202)]
    Accepted {
        /// The URL of the operation.
        #[header("Location")]
        location: String,
    },
    #[status(304)]
    NotModified,
}

#[derive(Debug, Response)]
#[response(error, schema)]
enum AccountError {
    #[status(409)]
    Taken(ProblemDetails),
    #[status(default)]
    Other(ProblemDetails),
}

#[derive(Debug, serde::Deserialize, JsonSchema)]
struct Refused {
    error: String,
}

impl ErrorBody for Refused {
    fn code(&self) -> Option<&str> {
        Some(&self.error)
    }
}

#[endpoints(schema)]
trait Accounts {
    #[endpoint(PUT "/accounts", auth = none)]
    async fn create(&self) -> endpoint_runtime::Result<Created, AccountError>;

    #[endpoint(GET "/events", auth = none, response(sse, done = "[DONE]"))]
    async fn events(&self) -> endpoint_runtime::Result<EventStream<Account>>;

    #[endpoint(GET "/lines", auth = none, response = ndjson)]
    async fn lines(&self) -> endpoint_runtime::Result<Lines<Account>>;

    #[endpoint(GET "/bytes", auth = none, response(stream, type = "application/gzip"))]
    async fn bytes(&self) -> endpoint_runtime::Result<ByteStream>;
}

const FLAG: Envelope = Envelope::flag("ok");
const ERRORS: Envelope = Envelope::errors("errors").value_in("data");

#[endpoints(schema, envelope = FLAG)]
trait Chat {
    #[endpoint(GET "/flag", auth = none)]
    async fn flag(&self) -> endpoint_runtime::Result<Account, Refused>;

    #[endpoint(GET "/unit", auth = none)]
    async fn unit(&self) -> endpoint_runtime::Result<(), Refused>;

    #[endpoint(GET "/errors", auth = none, envelope = ERRORS)]
    async fn errors(&self) -> endpoint_runtime::Result<Account, Refused>;
}

fn responses(path: &str, method: &str) -> Value {
    let provider = Provider::builder("accounts")
        .environment(Environment::new("live", "https://accounts.test"))
        .resource(AccountsClient::SCHEMAS)
        .resource(ChatClient::SCHEMAS)
        .build()
        .unwrap();
    serde_json::to_value(openapi(&provider)).unwrap()["paths"][path][method]["responses"].clone()
}

const ACCOUNT: &str = "#/components/schemas/OpenapiTestsAnswersAccount";

#[test]
fn there_is_a_response_for_each_status() {
    let responses = responses("/accounts", "put");
    let statuses: Vec<&String> = responses.as_object().unwrap().keys().collect();
    assert_eq!(statuses, ["200", "202", "304", "409", "4XX", "5XX"]);
    assert_eq!(responses["200"]["content"]["application/json"]["schema"]["$ref"], ACCOUNT);
    assert_eq!(responses["202"]["headers"]["Location"]["required"], true);
    assert!(responses["202"].get("content").is_none() && responses["304"].get("content").is_none());
    let problem = "#/components/schemas/ProblemDetails";
    assert_eq!(responses["409"]["content"]["application/problem+json"]["schema"]["$ref"], problem);
}

#[test]
fn a_stream_has_the_schema_of_its_items() {
    let events = &responses("/events", "get")["200"]["content"]["text/event-stream"];
    assert_eq!(events["schema"], json!({ "type": "string" }));
    assert_eq!(events["x-itemSchema"]["properties"]["data"]["contentSchema"]["$ref"], ACCOUNT);
    let lines = &responses("/lines", "get")["200"]["content"]["application/x-ndjson"];
    assert_eq!(lines["x-itemSchema"]["$ref"], ACCOUNT);
    assert_eq!(responses("/bytes", "get")["200"]["content"]["application/gzip"], json!({}));
}

#[test]
fn an_envelope_is_a_part_of_the_schema() {
    let schema = |path: &str| responses(path, "get")["200"]["content"]["application/json"]["schema"]["anyOf"].clone();
    let refused = "#/components/schemas/OpenapiTestsAnswersRefused";
    let flag = json!({ "type": "object", "required": ["ok"], "properties": { "ok": { "const": true } } });
    assert_eq!(schema("/flag"), json!([{ "allOf": [{ "$ref": ACCOUNT }, flag] }, { "$ref": refused }]));
    assert_eq!(schema("/unit"), json!([flag, { "$ref": refused }]));
    let data = json!({ "type": "object", "required": ["data"], "properties": { "data": { "$ref": ACCOUNT } } });
    assert_eq!(schema("/errors"), json!([data, { "$ref": refused }]));
}
