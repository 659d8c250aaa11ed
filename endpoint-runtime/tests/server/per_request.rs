//! Implementations that are made for each request, and rejections in the API's own shape.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support_server::{JSON, TestResponse, get, request, send};
use endpoint_runtime::{
    Error, ProblemDetails, endpoints,
    http::{HeaderValue, StatusCode, header::WWW_AUTHENTICATE},
    server::{Rejection, RequestHead, Router, Routes},
};

type Result<T> = endpoint_runtime::Result<T, ProblemDetails>;

#[endpoints(server)]
trait Notes {
    #[endpoint(GET "/notes/<id>?<limit>")]
    async fn read(&self, id: u64, limit: Option<u8>) -> Result<String>;

    #[endpoint(POST "/notes")]
    async fn add(&self, text: String) -> Result<()>;

    #[endpoint(DELETE "/notes")]
    async fn clear(&self) -> Result<()>;
}

/// The user whom a layer has found.
#[derive(Clone)]
struct User(&'static str);

struct Session {
    user: User,
    operation: &'static str,
}

impl Notes for Session {
    async fn read(&self, request: ReadRequest) -> Result<String> {
        Ok(format!("{} of {} by {}", self.operation, request.id, self.user.0))
    }

    async fn add(&self, _: AddRequest) -> Result<()> {
        Err(Error::api(StatusCode::CONFLICT, ProblemDetails::new("there are too many notes")))
    }
}

fn routes() -> Routes {
    let make = |head: RequestHead<'_>| {
        if head.headers().contains_key("x-anonymous") {
            let rejection = Rejection::new(StatusCode::UNAUTHORIZED, "sign in");
            return Err(rejection.with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        Ok(Session { user: head.extension::<User>()?.clone(), operation: head.metadata().id })
    };
    NotesServer::per_request(make).routes()
}

async fn as_user(router: &Router, name: &'static str, target: &str) -> TestResponse {
    let mut request = request("GET", target, &[], "");
    request.extensions_mut().insert(User(name));
    send(router, request).await
}

#[tokio::test]
async fn an_implementation_holds_what_a_layer_has_found() {
    let router = Router::new(routes()).unwrap();
    for name in ["Ada", "Bob"] {
        let read = as_user(&router, name, "/notes/7").await;
        assert_eq!(read.text(), format!("\"notes_read of 7 by {name}\""));
    }
}

#[tokio::test]
async fn a_missing_extension_is_the_fault_of_the_server_and_named() {
    let read = get(&Router::new(routes()).unwrap(), "/notes/7").await;
    assert_eq!(read.status, 500);
    let detail = read.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.starts_with("the request has no extension `") && detail.contains("::User`"), "{detail}");
}

#[tokio::test]
async fn who_the_caller_is_comes_before_the_values() {
    let router = Router::new(routes()).unwrap();
    let refused = send(&router, request("GET", "/notes/x", &[("x-anonymous", "1")], "")).await;
    assert_eq!((refused.status, refused.header("www-authenticate")), (401, Some("Bearer")));
    assert_eq!(refused.json()["detail"], "sign in");
}

#[derive(serde::Serialize)]
struct ApiError {
    error: String,
    field: Option<String>,
}

/// A router whose API answers 400 for all that it cannot read.
fn shaped() -> Router {
    let router = Router::new(routes()).unwrap().max_request_bytes(20);
    router.rejections(|rejection| {
        let status = match rejection.status() {
            StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
            status => status,
        };
        let field = rejection.field().map(str::to_owned);
        (status, ApiError { error: rejection.detail().to_owned(), field })
    })
}

#[tokio::test]
async fn every_rejection_has_the_shape_of_the_api() {
    let router = shaped();
    let with_user = |method, target, headers: &[(&str, &str)], body: &'static str| {
        let mut request = request(method, target, headers, body);
        request.extensions_mut().insert(User("Ada"));
        request
    };
    for (request, status, error, field) in [
        (with_user("GET", "/none", &[], ""), 404, "no endpoint has this path", None),
        (with_user("PUT", "/notes", &[], ""), 405, "this path supports POST, DELETE", None),
        (with_user("GET", "/notes/x", &[], ""), 400, "the path segment: expected", Some("id")),
        (with_user("GET", "/notes/7?limit=x", &[], ""), 400, "the query value: expected", Some("limit")),
        (
            with_user("POST", "/notes", &[("content-type", "text/plain")], "x"),
            415,
            "expected app",
            Some("content-type"),
        ),
        (with_user("POST", "/notes", &[JSON], "{\"text\": 7}"), 400, "the body's field: expected", Some("text")),
        (with_user("POST", "/notes", &[JSON], "{\"text\": \"a long text\"}"), 413, "the body is longer", None),
        (with_user("DELETE", "/notes", &[], ""), 501, "`notes_clear` is not implemented", None),
        (request("GET", "/notes/7", &[], ""), 500, "the request has no extension", None),
    ] {
        let target = request.uri().to_string();
        let response = send(&router, request).await;
        let body = response.json();
        assert_eq!((response.status, response.header("content-type")), (status, Some("application/json")), "{target}");
        assert!(body["error"].as_str().unwrap().starts_with(error), "{body}");
        assert_eq!(body["field"].as_str(), field, "{body}");
        assert_eq!(response.header("allow").is_some(), status == 405);
    }
}

#[tokio::test]
async fn an_error_of_the_implementation_keeps_its_own_shape() {
    let mut request = request("POST", "/notes", &[JSON], r#"{"text": "a"}"#);
    request.extensions_mut().insert(User("Ada"));
    let conflict = send(&shaped(), request).await;
    assert_eq!((conflict.status, conflict.header("content-type")), (409, Some("application/problem+json")));
    assert_eq!(conflict.text(), r#"{"detail":"there are too many notes"}"#);
}

#[tokio::test]
async fn a_layer_rejects_in_the_same_shape() {
    let rejection = Rejection::new(StatusCode::UNPROCESSABLE_ENTITY, "no").with_field("x");
    let response = shaped().reject(rejection.clone());
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert_eq!(response.headers()["content-type"], "application/json");
    let response = Router::new(routes()).unwrap().reject(rejection);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
}

#[tokio::test]
async fn a_rejection_is_a_problem_if_its_shape_fails() {
    let panics = Router::new(routes()).unwrap().rejections(|rejection| -> (StatusCode, ()) {
        panic!("{rejection}");
    });
    let without_json = Router::new(routes()).unwrap().rejections(|_| (StatusCode::IM_A_TEAPOT, f64::NAN));
    for router in [panics, without_json] {
        let refused = send(&router, request("PUT", "/notes", &[], "")).await;
        assert_eq!((refused.status, refused.header("allow")), (405, Some("POST, DELETE")));
        assert_eq!(refused.header("content-type"), Some("application/problem+json"));
        assert_eq!(refused.json()["detail"], "this path supports POST, DELETE");
    }
}
