//! Constant headers and fields: what is sent, and what a server refuses.

#![cfg(all(feature = "server", feature = "dynamic"))]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use endpoint_runtime::{
    Body, Bytes, Client, Endpoint, Result, Stage, dynamic, endpoints,
    http::{Request, Response, StatusCode},
    provider::{Environment, Provider},
    request::encode,
    server::Service as _,
};
use http_body_util::BodyExt as _;
use serde_json::json;

#[endpoints(server, schema, header("X-Version" = "2"))]
trait Constants {
    #[endpoint(POST "/form", form, field("grant_type" = "a b", "count" = 7), auth = none)]
    async fn form(&self, scope: Option<String>) -> Result<String>;

    #[endpoint(POST "/json", header("X-Target" = "Put", "Accept" = "application/vnd.a+json"), field("on" = true, "kind" = "true"), auth = none)]
    async fn json(&self, name: Option<String>) -> Result<String>;
}

struct Echo;

impl Constants for Echo {
    async fn form(&self, request: FormRequest) -> Result<String> {
        Ok(format!("{:?}", request.scope))
    }

    async fn json(&self, request: JsonRequest) -> Result<String> {
        Ok(format!("{:?}", request.name))
    }
}

fn base() -> endpoint_runtime::BaseUrl {
    "https://api.example.com".parse().unwrap()
}

/// Returns the headers that matter here, and the body.
fn parts(request: &Request<Bytes>) -> (String, String) {
    let names = ["x-version", "x-target", "accept"];
    let headers =
        names.iter().filter_map(|name| Some(format!("{name}: {}", request.headers().get(*name)?.to_str().ok()?)));
    (headers.collect::<Vec<_>>().join(", "), String::from_utf8(request.body().to_vec()).unwrap())
}

#[test]
fn every_call_sends_the_constants() {
    let form = encode(&base(), &FormRequest::new().scope("x")).unwrap();
    assert_eq!(parts(&form), ("x-version: 2".to_owned(), "grant_type=a%20b&count=7&scope=x".to_owned()));
    let json = encode(&base(), &JsonRequest::new()).unwrap();
    let headers = "x-version: 2, x-target: Put, accept: application/vnd.a+json";
    assert_eq!(parts(&json), (headers.to_owned(), r#"{"on":true,"kind":"true"}"#.to_owned()));
}

#[test]
fn a_call_by_data_sends_the_same() {
    let provider = Provider::builder("constants")
        .environment(Environment::new("live", "https://api.example.com"))
        .resource(ConstantsClient::SCHEMAS)
        .build()
        .unwrap();
    let encode_data = |id: &str, input| dynamic::encode(&base(), provider.operation(id).unwrap(), input).unwrap();
    let form = encode_data("constants_form", json!({ "scope": "x" }));
    assert_eq!(parts(&form), parts(&encode(&base(), &FormRequest::new().scope("x")).unwrap()));
    let data = encode_data("constants_json", json!({ "name": "n" }));
    assert_eq!(parts(&data), parts(&encode(&base(), &JsonRequest::new().name("n")).unwrap()));
    let unknown = dynamic::encode(&base(), provider.operation("constants_json").unwrap(), json!({ "on": false }));
    assert!(unknown.is_err());
}

#[tokio::test]
async fn the_server_reads_what_the_client_sends() {
    let client = Client::builder().service(ConstantsServer::new(Echo)).build().unwrap();
    assert_eq!(client.send(FormRequest::new().scope("x")).await.unwrap(), "Some(\"x\")");
    assert_eq!(client.send(JsonRequest::new()).await.unwrap(), "None");
}

#[tokio::test]
async fn a_call_cannot_change_a_constant() {
    let client = Client::builder().service(ConstantsServer::new(Echo)).header("x-version", "9").build().unwrap();
    assert_eq!(client.send(JsonRequest::new()).await.unwrap(), "None");
    let error = client.send(JsonRequest::new()).header("X-Target", "Get").await.unwrap_err();
    assert_eq!(error.stage(), Stage::Encode);
    assert!(error.to_string().contains("the endpoint declares its value"), "{error}");
}

async fn serve(request: Request<Bytes>) -> (StatusCode, String) {
    let response: Response<Body> = ConstantsServer::new(Echo).call(request.map(Body::from)).await.unwrap();
    let status = response.status();
    (status, String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap())
}

#[tokio::test]
async fn a_request_without_a_constant_is_refused() {
    let json = || encode(&base(), &JsonRequest::new()).unwrap();
    let form = || encode(&base(), &FormRequest::new()).unwrap();
    let header = |name: &'static str, value: &'static str| {
        let mut request = json();
        request.headers_mut().insert(name, value.parse().unwrap());
        request
    };
    let without = |name: &str| {
        let mut request = json();
        request.headers_mut().remove(name);
        request
    };
    let body = |mut request: Request<Bytes>, body: &'static str| {
        *request.body_mut() = Bytes::from(body);
        request
    };
    let repeated = |name: &'static str| {
        let mut request = json();
        request.headers_mut().append(name, "Put".parse().unwrap());
        request
    };
    for (request, status, problem) in [
        (json(), 200, ""),
        (form(), 200, ""),
        (header("accept", "*/*"), 200, ""),
        (body(json(), r#"{"kind":"true", "on": true}"#), 200, ""),
        (body(form(), "count=7&grant_type=a+b"), 200, ""),
        (header("x-target", "put"), 400, "\"the header: expected `Put`\""),
        (header("x-version", "3"), 400, "\"field\":\"X-Version\""),
        (without("x-version"), 400, "is missing; the header: expected `2`"),
        (repeated("x-target"), 400, "the header may occur only once"),
        (body(json(), r#"{"kind":"true","on":false}"#), 422, "\"field\":\"on\""),
        (body(json(), r#"{"kind":true,"on":true}"#), 422, "\"field\":\"kind\""),
        (body(json(), "{}"), 422, "is missing; the body's field: expected `true`"),
        (body(form(), "count=7"), 422, "\"field\":\"grant_type\""),
        (body(form(), "count=8&grant_type=a+b"), 422, "the body's field: expected `7`"),
    ] {
        let text = format!("{request:?}");
        let (found, response) = serve(request).await;
        assert_eq!(found.as_u16(), status, "{text}: {response}");
        assert!(response.contains(problem), "{text}: {response}");
    }
    assert_eq!(JsonRequest::METADATA.fixed_headers.len(), 3);
}
