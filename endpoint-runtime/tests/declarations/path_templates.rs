//! Names beside literals, several segments and unusual methods: typed calls, calls by data and the server agree.

#![cfg(all(feature = "server", feature = "dynamic"))]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use endpoint_runtime::{
    BaseUrl, Body, Bytes, Endpoint, Result, dynamic, endpoints,
    http::{Request, StatusCode},
    provider::{Environment, Provider},
    request::encode,
    server::{Router, Service as _},
};
use http_body_util::BodyExt as _;
use proptest::prelude::*;
use serde_json::json;

#[endpoints(server, schema)]
trait Paths {
    #[endpoint(GET "/x/<base>...<head>", auth = none)]
    async fn compare(&self, base: String, head: String) -> Result<String>;

    #[endpoint(POST "/x/<id>:undelete", auth = none)]
    async fn undelete(&self, id: String) -> Result<String>;

    #[endpoint(PURGE "/v2/<name..>/blobs/<digest>", auth = none)]
    async fn purge(&self, name: String, digest: String) -> Result<String>;

    #[endpoint(GET "/keys/<key..>?tagging", auth = none)]
    async fn tags(&self, key: String) -> Result<String>;

    #[endpoint(GET "/keys/<key..>?versionId=<version>", auth = none)]
    async fn version(&self, key: String, version: String) -> Result<String>;
}

/// Answers with the request as it shows it.
struct Echo;

impl Paths for Echo {
    async fn compare(&self, request: CompareRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn undelete(&self, request: UndeleteRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn purge(&self, request: PurgeRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn tags(&self, request: TagsRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }

    async fn version(&self, request: VersionRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

fn base() -> BaseUrl {
    "https://api.example.com".parse().unwrap()
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    Provider::builder("paths").environment(environment).resource(PathsClient::SCHEMAS).build().unwrap()
}

/// Sends a request to the server: returns the status, the `Allow` header and the body.
async fn send(request: Request<Body>) -> (StatusCode, String, String) {
    let mut server = Router::new(PathsServer::new(Echo).into()).unwrap();
    let response = server.call(request).await.unwrap();
    let allow = response.headers().get("allow").map_or("", |allow| allow.to_str().unwrap()).to_owned();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, allow, String::from_utf8(body.to_vec()).unwrap())
}

async fn get(method: &str, path: &str) -> (StatusCode, String, String) {
    send(Request::builder().method(method).uri(path).body(Bytes::new().into()).unwrap()).await
}

/// Checks that a call by data sends the same as the typed call, or is refused with it; and that the server decodes what was sent.
fn check<E: Endpoint + std::fmt::Debug>(
    provider: &Provider,
    request: &E,
    input: serde_json::Value,
) -> std::result::Result<(), TestCaseError> {
    let operation = provider.operation(E::METADATA.id).unwrap();
    let by_data = dynamic::encode(&base(), operation, input);
    let Ok(typed) = encode(&base(), request) else {
        prop_assert!(by_data.is_err(), "{request:?}");
        return Ok(());
    };
    let by_data = by_data.map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!((typed.method(), typed.uri()), (by_data.method(), by_data.uri()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (status, _, body) = runtime.block_on(send(typed.map(Body::from)));
    prop_assert_eq!(status, StatusCode::OK, "{:?} {}", request, body);
    prop_assert_eq!(serde_json::from_str::<String>(&body).unwrap(), format!("{request:?}"));
    Ok(())
}

/// Values in which the literals of the templates are frequent.
fn value() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        proptest::sample::select(&[".", "..", "...", ":", ":undelete", "/", "blobs", "%", "%2F", "é", "a"][..])
            .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(part, 0..5).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_value_arrives_or_is_refused(a in value(), b in value()) {
        let provider = provider();
        check(&provider, &CompareRequest::new(&a, &b), json!({ "base": a, "head": b }))?;
        check(&provider, &UndeleteRequest::new(&a), json!({ "id": a }))?;
        check(&provider, &PurgeRequest::new(&a, &b), json!({ "name": a, "digest": b }))?;
        check(&provider, &TagsRequest::new(&a), json!({ "key": a }))?;
        check(&provider, &VersionRequest::new(&a, &b), json!({ "key": a, "version": b }))?;
    }
}

#[tokio::test]
async fn requests_that_are_none_of_these_are_rejected() {
    for (method, path, status, part) in [
        ("GET", "/x/a", StatusCode::NOT_FOUND, ""),
        ("GET", "/x/...b", StatusCode::NOT_FOUND, ""),
        ("POST", "/x/a%3Aundelete", StatusCode::NOT_FOUND, ""),
        ("POST", "/x/a%3Aundelete:undelete", StatusCode::BAD_REQUEST, "holds the literal that ends it"),
        ("POST", "/x/a%2", StatusCode::BAD_REQUEST, "malformed"),
        ("PURGE", "/v2/a//b/blobs/d", StatusCode::NOT_FOUND, ""),
        ("PURGE", "/v2/a%2Fb/blobs/d", StatusCode::BAD_REQUEST, "encoded slash"),
        ("PURGE", "/v2/a/%2e%2e/blobs/d", StatusCode::BAD_REQUEST, "`.` or `..`"),
        ("GET", "/keys/a", StatusCode::BAD_REQUEST, "`tagging=`, or `versionId=…`"),
    ] {
        let (found, _, body) = get(method, path).await;
        assert_eq!(found, status, "{method} {path}: {body}");
        assert!(body.contains(part), "{method} {path}: {body}");
    }
    let (status, allow, _) = get("GET", "/v2/a/b/blobs/d").await;
    assert_eq!((status, allow.as_str()), (StatusCode::METHOD_NOT_ALLOWED, "PURGE"));
    let (status, allow, _) = get("purge", "/keys/a").await;
    assert_eq!((status, allow.as_str()), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}
