//! Statuses, headers and media types of responses, as a server sends them and as the client of the same trait reads them.

#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use crate::support_server::{JSON, TestResponse, get, request, send};
use endpoint_runtime::{
    Bytes, Client, Error, ProblemDetails, Response, Result, Stage, endpoints,
    http::{self, HeaderValue, StatusCode, header::RETRY_AFTER},
    object,
    server::{Router, Routes},
};
use serde_json::Value;

/// A parcel.
#[object(server)]
#[derive(Eq)]
struct Parcel {
    id: u64,
}

/// A parcel with its place.
#[derive(Debug, PartialEq, Response)]
#[response(server)]
struct Created {
    #[header("Location")]
    location: String,
    #[header("Retry-After")]
    retry_after: Option<u32>,
    #[body]
    parcel: Parcel,
}

/// A version, without a body.
#[derive(Debug, PartialEq, Response)]
#[response(server)]
struct Version {
    #[header("ETag")]
    etag: String,
}

/// A label.
#[derive(Debug, PartialEq, Response)]
#[response(server)]
struct Label {
    #[header("ETag")]
    etag: Option<String>,
    #[body(bytes, type = "application/pdf")]
    pdf: Vec<u8>,
}

#[endpoints(server)]
trait Parcels {
    #[endpoint(POST "/parcels", status = 201)]
    async fn create(&self, location: String, retry_after: Option<u32>) -> Result<Created>;

    #[endpoint(POST "/jobs", status = 202)]
    async fn start(&self) -> Result<()>;

    #[endpoint(GET "/version")]
    async fn version(&self) -> Result<Version>;

    #[endpoint(GET "/label")]
    async fn label(&self) -> Result<Label>;

    #[endpoint(PUT "/csv", response(text, type = "text/csv; charset=utf-8"))]
    async fn csv(&self, #[body(text, type = "text/csv")] rows: String) -> Result<String>;

    #[endpoint(PATCH "/parcels", status = 204)]
    async fn patch(&self, #[body(json, type = "application/merge-patch+json")] patch: Value) -> Result<()>;

    #[endpoint(GET "/busy")]
    async fn busy(&self) -> Result<()>;

    #[endpoint(PUT "/later")]
    async fn later(&self) -> Result<()>;

    #[endpoint(PUT "/reset", status = 205)]
    async fn reset(&self, #[body] value: Value) -> Result<()>;
}

struct Service;

impl Parcels for Service {
    async fn create(&self, request: CreateRequest) -> Result<Created> {
        let CreateRequest { location, retry_after } = request;
        Ok(Created { location, retry_after, parcel: Parcel::new(7_u64) })
    }

    async fn start(&self, _: StartRequest) -> Result<()> {
        Ok(())
    }

    async fn version(&self, _: VersionRequest) -> Result<Version> {
        Ok(Version { etag: "\"7\"".to_owned() })
    }

    async fn label(&self, _: LabelRequest) -> Result<Label> {
        Ok(Label { etag: None, pdf: b"%PDF".to_vec() })
    }

    async fn csv(&self, request: CsvRequest) -> Result<String> {
        Ok(request.rows)
    }

    async fn patch(&self, _: PatchRequest) -> Result<()> {
        Ok(())
    }

    async fn busy(&self, _: BusyRequest) -> Result<()> {
        let error = Error::api(StatusCode::TOO_MANY_REQUESTS, Value::Null);
        Err(error.with_header(RETRY_AFTER, HeaderValue::from_static("30")))
    }

    async fn later(&self, _: LaterRequest) -> Result<()> {
        Err(Error::not_implemented().with_header(RETRY_AFTER, HeaderValue::from_static("30")))
    }

    async fn reset(&self, _: ResetRequest) -> Result<()> {
        Ok(())
    }
}

/// A service that asks another one.
struct Proxy(ParcelsClient);

impl Parcels for Proxy {
    async fn busy(&self, request: BusyRequest) -> Result<()> {
        self.0.busy(request).no_retry().await
    }
}

fn router() -> Router {
    Router::new(Routes::new().merge(ParcelsServer::new(Service))).unwrap()
}

fn client() -> ParcelsClient {
    ParcelsClient::from(Client::builder().service(router()).build().unwrap())
}

fn content_type(response: &TestResponse) -> Option<&str> {
    response.header("content-type")
}

#[tokio::test]
async fn a_response_has_the_declared_status_headers_and_media_type() {
    let router = router();
    let created = send(&router, request("POST", "/parcels", &[JSON], r#"{"location":"/7","retry_after":3}"#)).await;
    assert_eq!((created.status, created.text()), (201, r#"{"id":7}"#));
    assert_eq!((created.header("location"), created.header("retry-after")), (Some("/7"), Some("3")));
    let started = send(&router, request("POST", "/jobs", &[], "")).await;
    assert_eq!((started.status, started.text(), content_type(&started)), (202, "", None));
    let version = get(&router, "/version").await;
    assert_eq!((version.status, version.header("etag"), version.text()), (204, Some("\"7\""), ""));
    let label = get(&router, "/label").await;
    assert_eq!((label.status, content_type(&label), label.header("etag")), (200, Some("application/pdf"), None));
    let patched = send(&router, request("PATCH", "/parcels", &[JSON], "{}")).await;
    assert_eq!((patched.status, patched.text(), content_type(&patched)), (204, "", None));
    let reset = send(&router, request("PUT", "/reset", &[JSON], "{}")).await;
    assert_eq!((reset.status, reset.text(), content_type(&reset)), (205, "", None));
}

#[tokio::test]
async fn the_client_reads_and_sends_what_is_declared() {
    let client = client();
    let created = client.create(CreateRequest::new("/7").retry_after(3)).await.unwrap();
    assert_eq!(created, Created { location: "/7".into(), retry_after: Some(3), parcel: Parcel::new(7_u64) });
    assert_eq!(client.version(VersionRequest::new()).await.unwrap().etag, "\"7\"");
    assert_eq!(client.label(LabelRequest::new()).await.unwrap(), Label { etag: None, pdf: b"%PDF".to_vec() });
    assert_eq!(client.csv(CsvRequest::new("a,b")).await.unwrap(), "a,b");
    let patched = client.patch(PatchRequest::new(serde_json::json!({}))).await;
    patched.unwrap();
}

#[tokio::test]
async fn the_media_type_of_a_request_is_the_declared_one() {
    let router = router();
    for (method, target, content_type, status) in [
        ("PUT", "/csv", "text/csv", 200),
        ("PUT", "/csv", "TEXT/CSV; header=present", 200),
        ("PUT", "/csv", "text/csv; charset=latin1", 415),
        ("PUT", "/csv", "text/plain", 415),
        ("PATCH", "/parcels", "application/merge-patch+json", 204),
        ("PATCH", "/parcels", "text/plain", 415),
    ] {
        let response = send(&router, request(method, target, &[("content-type", content_type)], "{}")).await;
        assert_eq!(response.status, status, "{content_type}");
        if status == 200 {
            assert_eq!(self::content_type(&response), Some("text/csv; charset=utf-8"));
        }
    }
    let refused = send(&router, request("PUT", "/csv", &[("content-type", "text/plain")], "")).await;
    assert_eq!(refused.status, 200, "an empty body needs no media type");
}

#[tokio::test]
async fn an_error_has_the_headers_that_the_implementation_adds() {
    let busy = get(&router(), "/busy").await;
    assert_eq!((busy.status, busy.header("retry-after")), (429, Some("30")));
    let later = send(&router(), request("PUT", "/later", &[], "")).await;
    assert_eq!((later.status, later.header("retry-after")), (501, Some("30")));
    // An error of another server is passed on without its headers.
    let proxy = Router::new(Routes::new().merge(ParcelsServer::new(Proxy(client())))).unwrap();
    let busy = get(&proxy, "/busy").await;
    assert_eq!((busy.status, busy.header("retry-after")), (429, None));
}

#[tokio::test]
async fn a_header_that_cannot_be_written_is_the_fault_of_the_server() {
    let response = send(&router(), request("POST", "/parcels", &[JSON], r#"{"location":"/ü"}"#)).await;
    assert_eq!((response.status, response.header("location")), (500, None));
    assert_eq!(response.json()["detail"], "a header of the response cannot be written");
}

/// Reads a response of this kind, which has these headers.
fn read(headers: &[(&'static str, &str)], status: u16, body: &str) -> Result<Created> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let response = response.body(Bytes::from(body.to_owned())).unwrap();
    endpoint_runtime::response::decode::<CreateRequest>(response)
}

#[test]
fn a_header_that_is_not_as_declared_is_named() {
    let location = ("location", "/7");
    for (headers, problem) in [
        (vec![], "the header `location` is missing"),
        (vec![location, ("retry-after", "soon")], "the header `retry-after` is not as declared: "),
        (vec![location, ("retry-after", "\u{e9}")], "the header `retry-after` has characters other than visible ASCII"),
    ] {
        let error = read(&headers, 200, r#"{"id":7}"#).unwrap_err();
        assert_eq!((error.stage(), error.status()), (Stage::Decode, Some(StatusCode::OK)));
        let found = error.as_decode().unwrap().to_string();
        assert!(found.starts_with(problem) && !found.contains("soon"), "{found}");
    }
    for blank in ["", " "] {
        let read = read(&[location, ("retry-after", blank)], 201, r#"{"id":7}"#).unwrap();
        assert_eq!(read.retry_after, None);
    }
    let first = read(&[location, ("location", "/8")], 201, r#"{"id":7}"#).unwrap();
    assert_eq!(first.location, "/7");
}

#[tokio::test]
async fn a_problem_has_a_message_whatever_the_error_body_is() {
    #[derive(Debug, serde::Deserialize)]
    struct Strict {
        #[expect(dead_code, reason = "only its absence matters")]
        code: u16,
    }
    impl endpoint_runtime::ErrorBody for Strict {}
    /// An error whose members are empty if the API leaves them out.
    #[object]
    struct Tolerant {
        code: String,
        message: String,
    }
    impl endpoint_runtime::ErrorBody for Tolerant {
        fn code(&self) -> Option<&str> {
            Some(&self.code)
        }

        fn message(&self) -> Option<&str> {
            Some(&self.message)
        }
    }
    #[endpoints]
    trait Foreign {
        #[endpoint(POST "/parcels")]
        async fn strict(&self) -> Result<(), Strict>;
        #[endpoint(GET "/nothing")]
        async fn any(&self) -> Result<()>;
        #[endpoint(PUT "/nothing")]
        async fn tolerant(&self) -> Result<(), Tolerant>;
        #[endpoint(DELETE "/label")]
        async fn problem(&self) -> Result<(), ProblemDetails>;
    }
    let client = ForeignClient::from(Client::builder().service(router()).build().unwrap());
    let strict = client.strict(StrictRequest::new()).await.unwrap_err();
    assert!(strict.as_api().is_none());
    let expected = "`location`: is missing; the body's field is required";
    assert_eq!(strict.message().as_deref(), Some(expected));
    assert!(strict.to_string().ends_with(expected), "{strict}");
    let any = client.any(AnyRequest::new()).await.unwrap_err();
    assert_eq!(any.message().as_deref(), Some("no endpoint has this path"));
    let tolerant = client.tolerant(TolerantRequest::new()).await.unwrap_err();
    assert_eq!((tolerant.code(), tolerant.message().as_deref()), (None, Some("no endpoint has this path")));
    assert!(tolerant.to_string().ends_with("bytes): no endpoint has this path"), "{tolerant}");
    let problem = client.problem(ProblemRequest::new()).await.unwrap_err();
    assert_eq!(problem.message().as_deref(), Some("this path supports GET, HEAD"));
    assert_eq!(problem.as_api().unwrap().status, Some(405));
}
