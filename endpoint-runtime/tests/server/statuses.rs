//! Results and error bodies with a type for each status: the client of a trait reads what its server writes.

#![cfg(all(feature = "server", feature = "dynamic"))]
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "the helpers of a test may fail, and its declarations document themselves"
)]

use endpoint_runtime::{
    Body, Bytes, Client, DecodeError, Error, ErrorBody, ProblemDetails, Response, Stage,
    dynamic::Data,
    endpoints,
    http::{self, StatusCode},
    object,
    provider::{Environment, Provider},
    server::Router,
    transport::{Transport, TransportFuture},
};
use serde_json::{Value, json};

/// A storage account.
#[object(server, schema)]
#[derive(Eq)]
pub struct Account {
    pub name: String,
}

/// The account, or the place where its creation can be followed.
#[derive(Clone, Debug, PartialEq, Response)]
#[response(server, schema)]
pub enum Created {
    #[status(200)]
    Ready(Account),
    #[status(202)]
    Accepted {
        /// The URL of the operation.
        #[header("Location")]
        location: String,
        #[header("Retry-After")]
        retry_after: Option<u32>,
    },
    #[status(206)]
    Part {
        #[header("Content-Range")]
        range: String,
        #[body(bytes, type = "application/pdf")]
        part: Bytes,
    },
    #[status(304)]
    NotModified,
    #[status(404)]
    Missing(#[body(text)] String),
}

/// The body of a conflict.
#[object(server, schema)]
#[derive(Eq)]
pub struct Conflict {
    pub code: String,
    pub holder: u32,
}

impl ErrorBody for Conflict {
    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

#[derive(Debug, PartialEq, Response)]
#[response(error, server, schema)]
pub enum AccountError {
    #[status(409)]
    Taken {
        #[header("Retry-After")]
        retry_after: u32,
        #[body]
        conflict: Conflict,
    },
    #[status(410)]
    Gone,
    #[status(422)]
    Invalid(ProblemDetails),
    #[status(default)]
    Other(#[status] StatusCode, Value),
}

type Result<T> = endpoint_runtime::Result<T, AccountError>;

#[endpoints(server, schema)]
pub trait Accounts {
    #[endpoint(PUT "/accounts/<name>", auth = none)]
    async fn create(&self, name: String) -> Result<Created>;
}

/// Returns the answer that the name stands for.
fn answer(name: &str) -> Result<Created> {
    let location = "/operations/1".to_owned();
    match name {
        "ready" => Ok(Created::Ready(Account::new("ready"))),
        "accepted" => Ok(Created::Accepted { location, retry_after: Some(3) }),
        "part" => Ok(Created::Part { range: "bytes 0-3/9".to_owned(), part: Bytes::from_static(b"%PDF") }),
        "unchanged" => Ok(Created::NotModified),
        "missing" => Ok(Created::Missing("no such account".to_owned())),
        "taken" => Err(AccountError::Taken { retry_after: 9, conflict: Conflict::new("in_use", 7_u32) }.into()),
        "gone" => Err(AccountError::Gone.into()),
        "invalid" => Err(AccountError::Invalid(ProblemDetails::new("too short")).into()),
        _ => Err(AccountError::Other(StatusCode::IM_A_TEAPOT, json!({ "is": "a teapot" })).into()),
    }
}

struct Service;

impl Accounts for Service {
    async fn create(&self, request: CreateRequest) -> Result<Created> {
        answer(&request.name)
    }
}

fn client() -> Client {
    let router = Router::new(AccountsServer::new(Service).into()).unwrap();
    Client::builder().service(router).build().unwrap()
}

#[tokio::test]
async fn the_client_reads_each_variant_that_the_server_writes() {
    for (name, status) in [("ready", 200), ("accepted", 202), ("part", 206), ("unchanged", 304), ("missing", 404)] {
        let response = client().send(CreateRequest::new(name)).with_response().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.into_body(), answer(name).unwrap(), "{name}");
    }
    for (name, status) in [("taken", 409), ("gone", 410), ("invalid", 422), ("teapot", 418)] {
        let error = client().send(CreateRequest::new(name)).no_retry().await.unwrap_err();
        assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Api, status));
        assert_eq!(error.into_api(), answer(name).unwrap_err().into_api(), "{name}");
    }
}

#[tokio::test]
async fn each_variant_has_its_media_type_and_headers() {
    let response = client().send(CreateRequest::new("part")).with_response().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/pdf");
    let response = client().send(CreateRequest::new("unchanged")).with_response().await.unwrap();
    assert!(!response.headers().contains_key("content-type"));
    let error = client().send(CreateRequest::new("invalid")).await.unwrap_err();
    assert_eq!(error.headers().unwrap()["content-type"], "application/problem+json");
    assert_eq!(error.message().unwrap(), "too short");
    let error = client().send(CreateRequest::new("taken")).await.unwrap_err();
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    assert_eq!(error.code().unwrap(), "in_use");
}

/// A transport that responds with a status and no body.
struct Status(u16);

impl Transport for Status {
    fn send(&self, _: http::Request<Body>) -> TransportFuture {
        let response = http::Response::builder().status(self.0).body(Body::from(Bytes::new())).unwrap();
        Box::pin(async { Ok(response) })
    }
}

fn answered(status: u16) -> Client {
    Client::builder().base_url("https://api.example.com").transport(Status(status)).build().unwrap()
}

#[tokio::test]
async fn a_status_of_2xx_that_no_variant_has_is_an_error_that_names_it() {
    let error = answered(207).send(CreateRequest::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Decode, 207));
    assert!(matches!(error.as_decode(), Some(DecodeError::Status { .. })));
    assert!(
        error
            .to_string()
            .contains("207 Multi-Status is none that the return type has a variant for: 200, 202, 206, 304, 404")
    );
}

#[tokio::test]
async fn a_status_that_only_the_error_has_is_an_error() {
    let error = answered(410).send(CreateRequest::new("a")).await.unwrap_err();
    assert_eq!(error.as_api(), Some(&AccountError::Gone));
    // No body can be read as JSON, so that the status is all that is known.
    let error = answered(409).send(CreateRequest::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.as_api()), (Stage::Api, None));
}

#[test]
fn an_error_that_an_implementation_returns_has_the_status_of_its_variant() {
    assert_eq!(Error::from(AccountError::Gone).status(), Some(StatusCode::GONE));
    assert_eq!(AccountError::Other(StatusCode::IM_A_TEAPOT, Value::Null).status(), Some(StatusCode::IM_A_TEAPOT));
}

fn provider() -> Provider {
    Provider::builder("accounts")
        .environment(Environment::new("live", "https://api.example.com"))
        .resource(AccountsClient::SCHEMAS)
        .build()
        .unwrap()
}

#[tokio::test]
async fn calls_by_data_read_the_body_of_the_status() {
    let provider = provider();
    let create = provider.operation("accounts_create").unwrap();
    let call = async |name: &str| client().call(create, json!({ "name": name })).unwrap().await;
    assert_eq!(call("ready").await.unwrap(), Data::Json(json!({ "name": "ready" }).into()));
    assert_eq!(call("accepted").await.unwrap(), Data::Json(Value::Null.into()));
    assert_eq!(call("part").await.unwrap(), Data::Bytes(Bytes::from_static(b"%PDF")));
    assert_eq!(call("missing").await.unwrap(), Data::Text("no such account".to_owned()));
    assert_eq!(call("teapot").await.unwrap_err().status(), Some(StatusCode::IM_A_TEAPOT));
    let error = answered(207).call(create, json!({ "name": "a" })).unwrap().await.unwrap_err();
    assert_eq!(error.stage(), Stage::Decode);
}

#[test]
fn the_provider_knows_the_schema_of_each_status() {
    let provider = provider();
    let create = provider.operation("accounts_create").unwrap();
    let responses: Vec<_> = create
        .responses
        .iter()
        .map(|response| (response.metadata.status, response.schema.is_some(), response.headers.len()))
        .collect();
    let expected = [
        (Some(200), true, 0),
        (Some(202), false, 2),
        (Some(206), false, 1),
        (Some(304), false, 0),
        (Some(404), false, 0),
    ];
    assert_eq!(responses, expected);
    let errors: Vec<_> =
        create.errors.iter().map(|response| (response.metadata.status, response.metadata.content_type)).collect();
    let expected = [
        (Some(409), "application/json"),
        (Some(410), ""),
        (Some(422), "application/problem+json"),
        (None, "application/json"),
    ];
    assert_eq!(errors, expected);
}
