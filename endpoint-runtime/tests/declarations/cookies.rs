//! Cookies: what is sent, what a server reads, and what is refused.

#![cfg(all(feature = "server", feature = "dynamic"))]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use endpoint_runtime::{
    BaseUrl, Body, Bytes, Client, Endpoint, Result, Stage, dynamic, endpoints,
    http::{Request, StatusCode},
    metadata::ParameterLocation,
    provider::{Environment, Provider},
    request::encode,
    server::Service as _,
};
use http_body_util::BodyExt as _;
use proptest::prelude::*;
use serde_json::json;

#[endpoints(server, schema)]
trait Shelves {
    #[endpoint(GET "/shelf", auth = none)]
    async fn read(
        &self,
        #[cookie("session_id")]
        #[sensitive]
        session: String,
        #[cookie("page-size")] page_size: Option<u32>,
    ) -> Result<String>;
}

struct Echo;

impl Shelves for Echo {
    async fn read(&self, request: ReadRequest) -> Result<String> {
        Ok(format!("{} {:?}", request.session, request.page_size))
    }
}

fn base() -> BaseUrl {
    "https://api.example.com".parse().unwrap()
}

fn cookie(request: &Request<Bytes>) -> Option<&str> {
    request.headers().get("cookie").map(|value| value.to_str().unwrap())
}

#[test]
fn all_cookies_are_one_header() {
    let request = encode(&base(), &ReadRequest::new("s3cr=t").page_size(20)).unwrap();
    assert_eq!(cookie(&request), Some("session_id=s3cr=t; page-size=20"));
    assert!(request.headers()["cookie"].is_sensitive());
    let request = encode(&base(), &ReadRequest::new("")).unwrap();
    assert_eq!(cookie(&request), Some("session_id="));
    let locations: Vec<_> = ReadRequest::METADATA.parameters().map(|parameter| parameter.location).collect();
    assert_eq!(locations, [ParameterLocation::Cookie; 2]);
}

#[test]
fn a_call_by_data_sends_the_same_cookies_and_refuses_the_same_values() {
    let environment = Environment::new("live", "https://api.example.com");
    let provider = Provider::builder("acme").environment(environment).resource(ShelvesClient::SCHEMAS).build().unwrap();
    let read = provider.operation("shelves_read").unwrap();
    let request = dynamic::encode(&base(), read, json!({ "session": "a", "page_size": 3 })).unwrap();
    assert_eq!(cookie(&request), Some("session_id=a; page-size=3"));
    let errors = read.check(json!({ "session": "a b" }));
    assert_eq!(errors.iter().map(dynamic::InputError::name).collect::<Vec<_>>(), ["session"]);
}

#[tokio::test]
async fn a_value_that_no_cookie_can_hold_is_refused_and_not_shown() {
    let client = Client::builder().service(ShelvesServer::new(Echo)).build().unwrap();
    for value in ["s3cret value", "s3cret;value", "s3cret,", "\"s3cret\"", "s3cret\\", "s3cret\n", "s3crét"] {
        let error = client.send(ReadRequest::new(value)).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Encode, "{value}");
        let text = format!("{error} {error:?}");
        assert!(text.contains("`session` cannot be the value of a cookie") && !text.contains("s3cr"), "{text}");
    }
    assert!(!format!("{:?}", ReadRequest::new("s3cret")).contains("s3cret"));
}

#[tokio::test]
async fn cookies_of_the_client_are_kept_and_those_of_a_call_are_arguments() {
    let client = Client::builder().service(ShelvesServer::new(Echo)).header("cookie", "theme=dark").build().unwrap();
    assert_eq!(client.send(ReadRequest::new("a").page_size(7)).await.unwrap(), "a Some(7)");
    let error = client.send(ReadRequest::new("a")).header("cookie", "session_id=b").await.unwrap_err();
    assert_eq!(error.stage(), Stage::Encode);
    assert!(error.to_string().contains("the endpoint has cookies"), "{error}");
}

async fn serve(cookies: &[&str]) -> (StatusCode, String) {
    let mut request = Request::get("/shelf");
    for cookie in cookies {
        request = request.header("cookie", *cookie);
    }
    let response = ShelvesServer::new(Echo).call(request.body(Body::from(Bytes::new())).unwrap()).await.unwrap();
    let status = response.status();
    (status, String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_reads_cookies_of_any_client() {
    for (cookies, status, text) in [
        (&["session_id=a"][..], 200, "a None"),
        (&["x=1;session_id=a; page-size=2"], 200, "a Some(2)"),
        (&["page-size=2", "session_id=a"], 200, "a Some(2)"),
        (&["session_id=a; page-size="], 200, "a None"),
        (&[], 400, "\"field\":\"session_id\""),
        (&["Session_Id=a"], 400, "is missing; the cookie is required"),
        (&["session_id=a; session_id=b"], 400, "the cookie may occur only once"),
        (&["session_id=a; page-size=many"], 400, "\"field\":\"page-size\""),
    ] {
        let (found, response) = serve(cookies).await;
        assert_eq!(found.as_u16(), status, "{cookies:?}: {response}");
        assert!(response.contains(text), "{cookies:?}: {response}");
    }
}

proptest! {
    #[test]
    fn a_server_decodes_what_a_client_encodes(session in "[!#-+\\--:<-\\[\\]-~]{0,20}", page_size: Option<u32>) {
        let mut request = ReadRequest::new(session.as_str());
        request.page_size = page_size;
        let encoded = encode(&base(), &request).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let response = runtime.block_on(ShelvesServer::new(Echo).call(encoded.map(Body::from))).unwrap();
        prop_assert_eq!(response.status(), 200);
        let body = runtime.block_on(response.into_body().collect()).unwrap().to_bytes();
        let text: String = serde_json::from_slice(&body).unwrap();
        prop_assert_eq!(text, format!("{session} {page_size:?}"));
    }
}
