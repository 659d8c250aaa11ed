// A result may be a struct with headers and a body of any format, also a generic one, by any name.

use endpoint_runtime::{
    Bytes, Endpoint, Response, Result, endpoints,
    http,
    metadata::ResponseFormat,
    response::decode,
};

mod r#type {
    /// A value with its place.
    #[derive(Clone, Debug, PartialEq, endpoint_runtime::Response)]
    #[response(server)]
    pub struct At<T> {
        #[header("Location")]
        pub r#in: String,
        #[body]
        pub r#type: T,
    }
}

type Place<T> = r#type::At<T>;

#[derive(Response)]
#[response(server, crate = endpoint_runtime)]
struct Pages {
    /// The number of pages.
    #[header("X-Pages")]
    count: Option<u8>,
    #[body(text, type = "text/csv")]
    rows: String,
}

#[derive(Response)]
#[response(server)]
struct Version {
    #[header("ETag")]
    etag: String,
}

#[derive(Response)]
#[response(server)]
struct Nothing {}

#[endpoints(server)]
trait Parcels {
    #[endpoint(POST "/parcels", status = 201)]
    async fn create(&self) -> Result<Place<u64>>;
    #[endpoint(GET "/pages")]
    async fn pages(&self) -> Result<Pages>;
    #[endpoint(GET "/version")]
    async fn version(&self) -> Result<Version>;
    #[endpoint(GET "/nothing")]
    async fn nothing(&self) -> Result<Nothing>;
    #[endpoint(PUT "/label", response(bytes, type = "application/pdf"))]
    async fn label(&self, #[body(bytes, type = "application/pdf")] label: Bytes) -> Result<Bytes>;
    #[endpoint(PATCH "/parcels", response(type = "application/hal+json"))]
    async fn patch(&self, #[body(type = "application/merge-patch+json")] patch: bool) -> Result<bool>;
}

fn response(headers: &[(&'static str, &'static str)], body: &'static str) -> http::Response<Bytes> {
    let mut response = http::Response::builder();
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Bytes::from(body)).unwrap()
}

fn main() {
    let created = decode::<CreateRequest>(response(&[("location", "/7")], "7")).unwrap();
    assert_eq!(created, Place { r#in: "/7".to_owned(), r#type: 7 });
    let pages = decode::<PagesRequest>(response(&[], "a,b")).unwrap();
    assert_eq!((pages.count, &*pages.rows), (None, "a,b"));
    assert_eq!(decode::<VersionRequest>(response(&[("etag", "7")], "")).unwrap().etag, "7");
    let Nothing {} = decode::<NothingRequest>(response(&[], "")).unwrap();

    let created = CreateRequest::METADATA.response;
    assert_eq!((created.status, created.content_type), (Some(201), "application/json"));
    assert_eq!(created.headers[0].name, "in");
    let pages = PagesRequest::METADATA.response;
    assert_eq!((pages.format, pages.content_type), (ResponseFormat::Text, "text/csv"));
    assert_eq!((pages.headers[0].docs, pages.headers[0].required), ("The number of pages.", false));
    let label = LabelRequest::METADATA;
    assert_eq!((label.content_type(), label.response.content_type), (Some("application/pdf"), "application/pdf"));
    let patch = PatchRequest::METADATA;
    assert_eq!(patch.content_type(), Some("application/merge-patch+json"));
    assert_eq!(patch.response.content_type, "application/hal+json");
}
