//! Calls by data send and return numbers and members as they are given.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use endpoint_runtime::{
    BaseUrl, Body, Bytes, Client, Json, JsonMap, Result,
    dynamic::{self, Data, InputError, parse_json},
    endpoints,
    http::{Request, Response, StatusCode},
    provider::{Environment, Operation, Provider},
};
use serde_json::json;

#[endpoints(schema)]
pub trait Prices {
    #[endpoint(POST "/prices/<price>?<limit>&<list>", auth = none)]
    async fn set(
        &self,
        price: f64,
        limit: Option<f64>,
        list: Vec<f64>,
        #[header("X-Rate")] rate: Option<f64>,
        count: Option<u64>,
        amount: f64,
        anything: Json,
        members: JsonMap,
    ) -> Result<Json>;

    #[endpoint(POST "/form?<wide>", form, auth = none)]
    async fn form(&self, wide: Option<i128>, amount: f64, list: Vec<f64>) -> Result<()>;

    #[endpoint(PUT "/whole", auth = none)]
    async fn whole(&self, #[body] any: Json) -> Result<Json>;

    #[endpoint(PUT "/pairs", auth = none)]
    async fn pairs(&self, #[body(form)] pairs: JsonMap) -> Result<()>;
}

fn provider() -> Provider {
    Provider::builder("prices")
        .environment(Environment::new("live", "https://api.example.com"))
        .resource(PricesClient::SCHEMAS)
        .build()
        .unwrap()
}

fn operation<'a>(provider: &'a Provider, name: &str) -> &'a Operation {
    provider.operation(&format!("prices_{name}")).unwrap()
}

fn encoded(name: &str, input: &str) -> Request<Bytes> {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    dynamic::encode(&base, operation(&provider(), name), parse_json(input).unwrap()).unwrap()
}

#[test]
fn every_digit_is_sent_at_every_place() {
    let request = encoded(
        "set",
        r#"{"price":1.10,"limit":1E5,"list":[2.50,-0],"rate":0.30,"count":7,"amount":123456789012345678901234567890.10,
            "anything":{"z":1.10,"a":[1e400]},"members":{"y":-0.0,"b":1.0}}"#,
    );
    assert_eq!(request.uri(), "https://api.example.com/prices/1.10?limit=1E5&list=2.50&list=-0");
    assert_eq!(request.headers()["x-rate"], "0.30");
    assert_eq!(
        request.body(),
        r#"{"count":7,"amount":123456789012345678901234567890.10,"anything":{"z":1.10,"a":[1e400]},"members":{"y":-0.0,"b":1.0}}"#
    );
    let request = encoded("form", r#"{"wide":123456789012345678901234567890,"amount":1.10,"list":[1E5,2.0]}"#);
    assert_eq!(request.uri(), "https://api.example.com/form?wide=123456789012345678901234567890");
    assert_eq!(request.body(), "amount=1.10&list=1E5&list=2.0");
    let whole = r#"{"z":1.10,"a":[1E5,{"c":18446744073709551616,"b":null}]}"#;
    assert_eq!(encoded("whole", &format!("{{\"any\":{whole}}}")).body(), whole);
    assert_eq!(encoded("pairs", r#"{"pairs":{"a":1.10,"b":[2.50]}}"#).body(), "a=1.10&b=2.50");
}

#[test]
fn a_whole_number_is_an_integer_where_one_is_expected() {
    let input =
        |count: &str| format!(r#"{{"price":1,"list":[],"count":{count},"amount":1.0,"anything":1.0,"members":{{}}}}"#);
    for (given, sent) in [("7.0", "7"), ("7e2", "700"), ("18446744073709551615.0", "18446744073709551615"), ("-0", "0")]
    {
        let body = format!(r#"{{"count":{sent},"amount":1.0,"anything":1.0,"members":{{}}}}"#);
        assert_eq!(encoded("set", &input(given)).body(), &body);
    }
    for given in ["18446744073709551616", "7.5", "1e30", "1000000000000000000000.5", "1e400", "-1"] {
        let errors = operation(&provider(), "set").check(parse_json(&input(given)).unwrap());
        assert_eq!(errors.iter().map(InputError::name).collect::<Vec<_>>(), ["count"], "{given}");
        assert!(!errors[0].to_string().contains(given), "{}", errors[0]);
    }
}

/// A service that answers with a fixed text.
#[derive(Clone)]
struct Fixed(StatusCode, &'static str);

impl endpoint_runtime::server::Service<Request<Body>> for Fixed {
    type Response = Response<Body>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<std::result::Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<std::result::Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        let mut response = Response::new(Body::from(Bytes::from_static(self.1.as_bytes())));
        *response.status_mut() = self.0;
        std::future::ready(Ok(response))
    }
}

#[tokio::test]
async fn every_digit_is_returned() {
    const BODY: &str = r#"{"z":1.10,"a":[1E5,123456789012345678901234567890]}"#;
    let provider = provider();
    let call = |status| {
        let client = Client::builder().service(Fixed(status, BODY)).build().unwrap();
        client.call(operation(&provider, "whole"), json!({ "any": null })).unwrap()
    };
    let Data::Json(json) = call(StatusCode::OK).await.unwrap() else { panic!("not JSON") };
    assert_eq!(json.to_string(), BODY);
    let error = call(StatusCode::CONFLICT).await.unwrap_err();
    assert_eq!(error.as_api().unwrap().body().to_string(), BODY);
}

#[tokio::test]
async fn a_typed_call_keeps_them_too() {
    const BODY: &str = r#"{"z":1.10,"a":[1E5]}"#;
    let client = Client::builder().service(Fixed(StatusCode::OK, BODY)).build().unwrap();
    let any: Json = BODY.parse().unwrap();
    assert_eq!(PricesClient::from(client).whole(WholeRequest::new(any.clone())).await.unwrap(), any);
}

#[test]
fn nested_too_deep_is_an_error() {
    let text = format!(r#"{{"any":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert!(parse_json(&text).unwrap_err().to_string().starts_with("the JSON is nested too deep"));
}
