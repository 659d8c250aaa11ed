//! Encoding of declared requests, and redaction of their secrets.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use endpoint_runtime::{
    BaseUrl, Body, Client, Error, Result, Stage,
    auth::ApiKey,
    endpoints,
    http::{Request, Response},
    request::encode,
    transport::{Exchange, Transport, TransportError, TransportFuture},
};
use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
struct Numbers {
    small: f32,
    large: u128,
    list: Vec<i8>,
    none: Option<u8>,
}

#[endpoints]
trait Items {
    #[endpoint(POST "/fields")]
    async fn fields(&self, ratio: f64, small: Option<f32>) -> Result<()>;

    #[endpoint(POST "/form")]
    async fn form(&self, #[body(form)] numbers: Numbers) -> Result<()>;

    #[endpoint(POST "/secret/<key>?<code>")]
    async fn secrets(
        &self,
        #[sensitive] key: String,
        #[sensitive] code: Option<String>,
        #[sensitive] codes: Vec<String>,
        #[header("X-Token")]
        #[sensitive]
        token: Option<String>,
    ) -> Result<()>;

    #[endpoint(POST "/text")]
    async fn text(
        &self,
        #[body(text)]
        #[sensitive]
        text: String,
    ) -> Result<()>;
}

fn body<E: endpoint_runtime::Endpoint>(request: &E) -> String {
    let base: BaseUrl = "https://example.com".parse().unwrap();
    String::from_utf8(encode(&base, request).unwrap().into_body().to_vec()).unwrap()
}

/// Responds to every request with an error that repeats all of it.
struct Parrot;

impl Transport for Parrot {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        Box::pin(async move {
            let body = request.body().as_bytes().cloned().unwrap_or_default();
            let headers: Vec<_> = request.headers().values().filter_map(|value| value.to_str().ok()).collect();
            let words = format!("{} {} {}", request.uri(), headers.join(" "), String::from_utf8_lossy(&body));
            let json = serde_json::to_vec(&words).map_err(TransportError::other)?;
            let mut response = Response::new(Body::from(endpoint_runtime::Bytes::from(json)));
            *response.status_mut() = endpoint_runtime::http::StatusCode::BAD_REQUEST;
            Ok(response)
        })
    }
}

/// An error body that is a single message.
#[derive(Debug, serde::Deserialize)]
struct Words(String);

impl endpoint_runtime::ErrorBody for Words {
    fn message(&self) -> Option<&str> {
        Some(&self.0)
    }
}

#[endpoints]
trait Repeated {
    #[endpoint(POST "/secret/<key>?<code>")]
    async fn repeat(
        &self,
        #[sensitive] key: String,
        #[sensitive] code: Option<String>,
        #[sensitive] codes: Vec<String>,
        #[header("X-Token")]
        #[sensitive]
        token: Option<String>,
    ) -> Result<(), Words>;

    #[endpoint(POST "/text")]
    async fn repeat_text(
        &self,
        #[body(text)]
        #[sensitive]
        text: String,
    ) -> Result<(), Words>;
}

#[test]
fn a_float_without_a_json_form_is_refused() {
    let base: BaseUrl = "https://example.com".parse().unwrap();
    assert_eq!(body(&FieldsRequest::new(0.1).small(0.1)), r#"{"ratio":0.1,"small":0.1}"#);
    assert_eq!(encode(&base, &FieldsRequest::new(f64::NAN)).unwrap_err().field(), "ratio");
    assert_eq!(encode(&base, &FieldsRequest::new(1.0).small(f32::INFINITY)).unwrap_err().field(), "small");
}

#[test]
fn a_form_keeps_all_digits_of_a_number() {
    let numbers = Numbers { small: 0.1, large: u128::MAX, list: vec![-1, 2], none: None };
    assert_eq!(
        body(&FormRequest::new(numbers)),
        "large=340282366920938463463374607431768211455&list=-1&list=2&small=0.1"
    );
}

#[test]
fn a_request_shows_its_arguments_but_no_secret() {
    let secrets = SecretsRequest::new("path-SECRET", vec!["json-SECRET".to_owned()]).code("query-SECRET");
    assert_eq!(
        format!("{secrets:?} {:?}", TextRequest::new("text-SECRET")),
        "SecretsRequest { key: [redacted], code: Some([redacted]), token: None, codes: [redacted] } TextRequest { text: [redacted] }"
    );
    assert_eq!(format!("{:?}", FieldsRequest::new(0.5).small(1.5)), "FieldsRequest { ratio: 0.5, small: Some(1.5) }");
}

#[tokio::test]
async fn no_secret_is_repeated_after_the_provider() {
    let client = Client::builder().base_url("https://example.com").transport(Parrot).build().unwrap();
    let request =
        RepeatRequest::new("path-SECRET+1", vec!["json-SECRET".to_owned()]).code("query SECRET").token("header-SECRET");
    let first = client.send(request.clone()).await.unwrap_err();
    let by_hand = client.send(request).header("X-Token", "by-hand-SECRET").await.unwrap_err();
    let text = client.send(RepeatTextRequest::new("text-SECRET")).await.unwrap_err();
    for error in [first, by_hand, text] {
        assert!(error.as_api().unwrap().0.contains("SECRET"), "the parrot repeats");
        let shown = format!("{error} {error:?} {:?}", error.message());
        assert!(shown.contains("[redacted]") && !shown.contains("SECRET"), "{shown}");
    }
}

#[tokio::test]
async fn no_way_to_write_a_secret_lets_it_stay() {
    let client = Client::builder().base_url("https://example.com").transport(Parrot).build().unwrap();
    let call = client.send(RepeatRequest::new("pin-\u{e9}", vec!["quote\"SECRET".to_owned()]));
    let shown = call.await.unwrap_err().to_string();
    assert!(!shown.contains("SECRET") && !shown.contains("%C3%A9"), "{shown}");
}

/// Answers every request with its path for a request id.
struct PathAsId;

impl Transport for PathAsId {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let response = Response::builder().status(500).header("x-request-id", request.uri().path());
        Box::pin(async { response.body(Body::from(endpoint_runtime::Bytes::new())).map_err(TransportError::other) })
    }
}

#[tokio::test]
async fn a_raw_call_of_an_encoded_request_keeps_its_secrets_out_of_errors() {
    let base: BaseUrl = "https://example.com".parse().unwrap();
    let request = encode(&base, &SecretsRequest::new("path-SECRET", Vec::new())).unwrap();
    let client = Client::builder().base_url(base).transport(PathAsId).build().unwrap();
    let error = client.execute(request).await.unwrap_err();
    assert!(error.to_string().ends_with("[request id /secret/[redacted]]"), "{error}");
}

#[tokio::test]
async fn a_credential_does_not_go_over_an_argument_in_silence() {
    let key = ApiKey::new("X-Token", "the-key");
    let client = Client::builder().base_url("https://example.com").auth(key).transport(Parrot).build().unwrap();
    let error: Error = client.send(SecretsRequest::new("a", Vec::new()).token("argument")).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Encode, "{error}");
    assert!(error.to_string().to_lowercase().contains("x-token"), "{error}");
    assert_eq!(client.send(SecretsRequest::new("a", Vec::new())).await.unwrap_err().stage(), Stage::Api);
    assert_eq!(client.send(TextRequest::new("a")).await.unwrap_err().stage(), Stage::Api);
}

#[test]
fn a_recorded_exchange_shows_no_value() {
    let request = Request::post("https://example.com/secret/path-SECRET").body("body-SECRET".into()).unwrap();
    let exchange = Exchange::new(request, Response::new("response-SECRET".into()));
    let shown = format!("{exchange:?}");
    assert!(shown.contains("POST") && !shown.contains("SECRET"), "{shown}");
}
