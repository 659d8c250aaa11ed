//! Calls by data: they send the same requests as typed calls, and report every invalid value.
#![cfg(all(feature = "dynamic", feature = "server"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]
#![allow(missing_docs, unreachable_pub, reason = "the traits are declared as a crate would")]

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::{
    BaseUrl, Body, Bytes, Client, Endpoint, ErrorBody, Headers, Json, Param, Result, Stage,
    dynamic::{self, Data, DynamicEncodeError},
    endpoints,
    http::{Request, Response, StatusCode},
    provider::{AuthScheme, CredentialPart, Environment, Host, Operation, Provider},
    request,
    schema::schemars::{self, JsonSchema},
};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Clone, Debug, Param, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    NewestFirst,
    OldestFirst,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Address {
    pub street: String,
    pub lines: Vec<String>,
}

/// The actor of a call.
#[derive(Clone, Headers)]
#[headers(schema, server)]
pub struct Actor {
    #[header("X-Actor")]
    #[sensitive]
    pub actor: String,
    #[header("X-Reason")]
    pub reason: Option<String>,
}

#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub struct Problem {
    kind: String,
    log: String,
}

impl ErrorBody for Problem {
    const FIELDS: endpoint_runtime::ErrorFields =
        endpoint_runtime::ErrorFields { request_id: &["log"], code: &["type", "kind"], message: &["say"] };
}

#[endpoints(schema, server, rename_all = "camelCase")]
pub trait Everything {
    #[endpoint(POST "/a/<first>/b/<r2>?page%5Bsize%5D=<limit>&<order>&<tags>&expand=all%20of%20it")]
    async fn fields(
        &self,
        r2: u64,
        first: String,
        limit: Option<f64>,
        order: Option<Order>,
        tags: Vec<String>,
        #[headers] actor: Option<Actor>,
        street_name: String,
        address: Option<Address>,
        nothing: Option<Option<bool>>,
        #[sensitive] pin: Option<u16>,
    ) -> Result<Value, Problem>;

    #[endpoint(POST "/form", form)]
    async fn form(&self, user_name: String, numbers: Vec<i32>, flag: Option<bool>) -> Result<String>;

    #[endpoint(PUT "/whole")]
    async fn whole(&self, #[body] address: Option<Address>) -> Result<()>;

    #[endpoint(PUT "/text", response = text)]
    async fn text(&self, #[body(text)] text: String) -> Result<String>;

    #[endpoint(PUT "/bytes", response = bytes)]
    async fn bytes(&self, #[body(bytes)] bytes: Bytes) -> Result<Bytes>;

    #[endpoint(PUT "/secret/<place>?<key>")]
    async fn secret(
        &self,
        #[sensitive] place: String,
        #[sensitive] key: String,
        #[body(text)]
        #[sensitive]
        text: String,
    ) -> Result<(), Problem>;

    #[endpoint(POST "/secret")]
    async fn secret_field(&self, #[sensitive] word: String) -> Result<(), Problem>;

    #[endpoint(DELETE "/open", auth = none)]
    async fn open(
        &self,
        #[header("Authorization")]
        #[sensitive]
        token: String,
    ) -> Result<()>;
}

fn provider() -> Provider {
    Provider::builder("everything")
        .environment(Environment::new("live", "https://api.example.com"))
        .host(Host::new("unused", "https://unused.example.com"))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "EVERYTHING_TOKEN")))
        .resource(EverythingClient::SCHEMAS)
        .build()
        .unwrap()
}

fn operation<'a>(provider: &'a Provider, name: &str) -> &'a Operation {
    provider.operation(&format!("everything_{name}")).unwrap()
}

/// Compares the requests of both calls, except for the order of the members of the body.
fn same<E: Endpoint>(name: &str, typed: &E, input: &Value) {
    let base: BaseUrl = "https://api.example.com/prefix".parse().unwrap();
    let typed = request::encode(&base, typed).unwrap();
    let by_data = dynamic::encode(&base, operation(&provider(), name), input).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(by_data.method(), typed.method());
    assert_eq!(by_data.uri(), typed.uri());
    assert_eq!(by_data.headers(), typed.headers());
    for (name, value) in typed.headers() {
        assert_eq!(by_data.headers()[name].is_sensitive(), value.is_sensitive(), "{name}");
    }
    match serde_json::from_slice::<Value>(typed.body()) {
        Ok(body) => assert_eq!(serde_json::from_slice::<Value>(by_data.body()).unwrap(), body),
        Err(_) => assert_eq!(by_data.body(), typed.body()),
    }
}

fn segment() -> impl Strategy<Value = String> {
    any::<String>().prop_filter("refused", |text| !matches!(text.as_str(), "" | "." | ".."))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_call_by_data_sends_what_the_typed_call_sends(
        (first, r2, street) in (segment(), any::<u64>(), any::<String>()),
        (limit, tags) in (prop::option::of(prop::num::f64::NORMAL), prop::collection::vec(any::<String>(), 0..3)),
        (actor, reason) in ("[!-~]([ -~]{0,9}[!-~])?", prop::option::of("[!-~]{1,9}")),
        (lines, nothing, pin) in (
            prop::option::of(prop::collection::vec(any::<String>(), 0..3)),
            prop::option::of(prop::option::of(any::<bool>())),
            prop::option::of(any::<u16>()),
        ),
    ) {
        let mut typed = FieldsRequest::new(r2, first.as_str(), street.as_str());
        let mut input = json!({ "first": first, "r2": r2, "street_name": street, "tags": tags, "actor": actor });
        let mut set = |name: &str, value: Value| drop(input.as_object_mut().unwrap().insert(name.to_owned(), value));
        typed.tags.clone_from(&tags);
        typed.actor = Some(Actor { actor, reason: reason.clone() });
        if let Some(reason) = reason {
            // The input may name a header by its own name.
            set("x-reason", reason.into());
        }
        if let Some(limit) = limit {
            typed.limit = Some(limit);
            set("limit", limit.into());
        }
        if let Some(lines) = lines {
            set("address", json!({ "street": street, "lines": lines }));
            typed.address = Some(Address { street: street.clone(), lines });
        }
        if let Some(value) = nothing {
            typed.nothing = Some(value);
            set("nothing", value.into());
        }
        if let Some(pin) = pin {
            typed.pin = Some(pin);
            set("pin", pin.into());
        }
        typed.order = Some(Order::OldestFirst);
        set("order", "oldest_first".into());
        same("fields", &typed, &input);
    }

    #[test]
    fn forms_and_whole_bodies_are_the_same(
        name in any::<String>(),
        numbers in prop::collection::vec(any::<i32>(), 0..3),
        flag in prop::option::of(any::<bool>()),
        bytes in prop::collection::vec(any::<u8>(), 0..9),
    ) {
        let mut typed = FormRequest::new(name.as_str());
        (typed.numbers, typed.flag) = (numbers.clone(), flag);
        let mut input = json!({ "user_name": name, "numbers": numbers });
        if let Some(flag) = flag {
            input["flag"] = flag.into();
        }
        same("form", &typed, &input);
        same("text", &TextRequest::new(name.as_str()), &json!({ "text": name }));
        same("bytes", &BytesRequest::new(bytes.clone()), &json!({ "bytes": BASE64_STANDARD.encode(&bytes) }));
        let address = Address { street: name.clone(), lines: vec![name.clone()] };
        let input = json!({ "address": { "street": name, "lines": [name] } });
        same("whole", &WholeRequest::new().address(address), &input);
        same("whole", &WholeRequest::new(), &json!({}));
    }
}

#[test]
fn every_invalid_value_is_reported_by_name_and_not_shown() {
    let provider = provider();
    let input = json!({
        "r2": "canary", "first": "..", "limit": true, "order": "canary", "tags": ["a", 1], "adress": 1, "actor": " canary",
        "X-ACTOR": " canary", "address": { "street": 7, "lines": [] }, "nothing": 1, "pin": 70000,
    });
    let errors = operation(&provider, "fields").check(&input);
    let messages: Vec<_> = errors.iter().map(ToString::to_string).collect();
    let shown = messages.join("\n");
    for part in [
        "`actor` is given twice",
        "`adress` is not an argument; did you mean `address`?",
        "`first` is `.` or `..`",
        "`r2` is refused: value is not of type \"integer\"",
        "`limit` is refused",
        "`order` is refused: it is none of \"newest_first\", \"oldest_first\"",
        "`tags[1]` is refused: value is not of type",
        "`street_name` is missing",
        "`address.street` is refused: value is not of type",
        "`nothing` is refused",
        "`pin` is refused",
    ] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
    assert!(!shown.contains("canary"), "{shown}");
    assert_eq!(errors.len(), 12, "{shown}");
    assert_eq!(operation(&provider, "fields").check(json!([])).len(), 1);
    let input = json!({ "address": { "street": "a" }, "r2": 1, "first": "a", "street_name": "b" });
    let errors = operation(&provider, "fields").check(input);
    assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), ["`address.lines` is missing"]);
    assert_eq!(errors[0].name(), "address");
    let errors = operation(&provider, "bytes").check(json!({ "bytes": "canary!" }));
    assert_eq!(
        errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["`bytes` is refused: expected bytes in base64 (RFC 4648, section 4)"]
    );
}

#[test]
fn whole_numbers_are_sent_as_their_type_holds_them() {
    let provider = provider();
    let base = "https://api.example.com".parse().unwrap();
    let encoded = |input: &Value| dynamic::encode(&base, operation(&provider, "fields"), input);
    let input = |r2: Value| json!({ "r2": r2, "first": "a", "street_name": "b" });
    for (given, sent) in [(json!(7), "7"), (json!(7.0), "7"), (json!(u64::MAX), "18446744073709551615")] {
        assert_eq!(encoded(&input(given)).unwrap().uri().path(), format!("/a/a/b/{sent}"));
    }
    for refused in [json!(-1), json!(7.5), json!(18_446_744_073_709_551_616.0), json!("7")] {
        let error = encoded(&input(refused.clone())).unwrap_err();
        assert!(matches!(&error, DynamicEncodeError::Input(errors) if errors[0].name() == "r2"), "{refused}: {error}");
    }
    let numbers = |numbers: Value| operation(&provider, "form").check(json!({ "user_name": "a", "numbers": numbers }));
    assert!(numbers(json!([i32::MIN, i32::MAX])).is_empty());
    assert_eq!(numbers(json!([1, 2_147_483_648_i64])).len(), 1);
}

#[test]
fn an_input_that_is_no_object_is_reported_briefly() {
    let provider = provider();
    let fields = operation(&provider, "fields");
    let unknown: serde_json::Map<_, _> = (0..1000).map(|number| (format!("a{number}"), json!(1))).collect();
    let errors = fields.check(unknown);
    assert_eq!(errors.len(), 20);
    assert_eq!(errors.last().unwrap().to_string(), "`input` has 984 more errors");
    let mut deep = json!(1);
    for _ in 0..5000 {
        deep = Value::Array(vec![deep]);
    }
    let errors = fields.check(Value::Object([("address".to_owned(), deep)].into_iter().collect()));
    assert_eq!(
        errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["`input` is nested too deep; at most 128 levels of objects and lists are allowed"]
    );
    let long = "a".repeat(1_000_000);
    assert_eq!(fields.check(json!({ long: 1 })).len(), 4);
}

#[test]
fn null_is_sent_where_it_is_asked_for_and_refused_elsewhere() {
    let provider = provider();
    let base = "https://api.example.com".parse().unwrap();
    let input = json!({ "r2": 1, "first": "a", "street_name": "b", "nothing": null, "limit": null, "x-reason": null });
    let request = dynamic::encode(&base, operation(&provider, "fields"), &input).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(request.body()).unwrap(), json!({ "streetName": "b", "nothing": null }));
    assert_eq!(request.uri().query(), Some("expand=all%20of%20it"));
    let input = json!({ "r2": 1, "first": "a", "street_name": "b", "pin": null });
    let error = dynamic::encode(&base, operation(&provider, "fields"), &input).unwrap_err();
    assert!(matches!(&error, DynamicEncodeError::Input(errors) if errors[0].name() == "pin"), "{error}");
}

/// Creates a client of a service with one fixed response.
fn client(status: StatusCode, body: &'static str) -> Client {
    let answer = move |_: Request<Body>| async move {
        let mut response = Response::new(Body::from(Bytes::from_static(body.as_bytes())));
        *response.status_mut() = status;
        Ok::<_, std::convert::Infallible>(response)
    };
    Client::builder().service(Answering(answer)).build().unwrap()
}

#[derive(Clone)]
struct Answering<F>(F);

impl<F, A> endpoint_runtime::server::Service<Request<Body>> for Answering<F>
where
    F: Fn(Request<Body>) -> A,
    A: Future<Output = std::result::Result<Response<Body>, std::convert::Infallible>> + Send + 'static,
{
    type Response = Response<Body>;
    type Error = std::convert::Infallible;
    type Future = A;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::result::Result<(), std::convert::Infallible>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> A {
        (self.0)(request)
    }
}

#[tokio::test]
async fn the_response_is_decoded_in_the_format_of_the_endpoint() {
    let provider = provider();
    let client = client(StatusCode::OK, "[1.5]");
    for (name, input, data) in [
        ("form", json!({ "user_name": "a" }), Data::Json(json!([1.5]).into())),
        ("whole", json!({}), Data::Json(Json::Null)),
        ("text", json!({ "text": "a" }), Data::Text("[1.5]".to_owned())),
        ("bytes", json!({ "bytes": "" }), Data::Bytes(Bytes::from_static(b"[1.5]"))),
    ] {
        assert_eq!(client.call(operation(&provider, name), input).unwrap().await.unwrap(), data, "{name}");
    }
}

#[tokio::test]
async fn an_error_has_the_code_and_the_request_id_of_the_typed_error() {
    let provider = provider();
    let client = client(StatusCode::CONFLICT, r#"{"kind":"taken","log":"id-1","more":[1]}"#);
    let input = json!({ "r2": 1, "first": "a", "street_name": "b" });
    let error = client.call(operation(&provider, "fields"), input).unwrap().await.unwrap_err();
    assert_eq!((error.stage(), error.status()), (Stage::Api, Some(StatusCode::CONFLICT)));
    assert_eq!((error.code().as_deref(), error.request_id()), (Some("taken"), Some("id-1")));
    assert_eq!(error.as_api().unwrap().body().get("more"), Some(&vec![1].into()));
}

#[tokio::test]
async fn sensitive_values_are_redacted_in_the_providers_message() {
    let provider = provider();
    let answer = r#"{"say":"no place-canary, key-canary, text-canary or word-canary here"}"#;
    for (name, input) in [
        ("secret", json!({ "place": "place-canary", "key": "key-canary", "text": "text-canary" })),
        ("secret_field", json!({ "word": "word-canary" })),
    ] {
        let call = client(StatusCode::NOT_FOUND, answer).call(operation(&provider, name), input.clone()).unwrap();
        let error = call.await.unwrap_err();
        let shown = format!("{error} {error:?}");
        for value in input.as_object().unwrap().values() {
            assert!(!shown.contains(value.as_str().unwrap()), "{shown}");
        }
        assert!(shown.contains("here"), "{shown}");
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_decoded_is_kept() {
    let provider = provider();
    let input = json!({ "user_name": "a" });
    let call = client(StatusCode::OK, "<html>").call(operation(&provider, "form"), input).unwrap();
    let error = call.with_response().await.unwrap_err();
    assert_eq!((error.stage(), error.body().unwrap().as_ref()), (Stage::Decode, &b"<html>"[..]));
    assert_eq!(error.operation(), Some("everything_form"));
}
