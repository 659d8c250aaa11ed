//! Names beside literals and other names in a segment, and names of several segments.

use endpoint_runtime::{BaseUrl, Endpoint, Result, endpoints, request::encode};

#[endpoints]
trait Files {
    #[endpoint(GET "/products/<id>.json")]
    async fn extension(&self, id: u64) -> Result<()>;

    #[endpoint(POST "/v3/projects/<id>:undelete")]
    async fn verb(&self, id: String) -> Result<()>;

    #[endpoint(GET "/compare/<base>...<head>")]
    async fn compare(&self, base: String, head: String) -> Result<()>;

    #[endpoint(GET "/People('<id>')/Trips(<trip>)")]
    async fn odata(&self, id: String, trip: u32) -> Result<()>;

    #[endpoint(GET "/vms;max=<max>")]
    async fn matrix_parameter(&self, max: u32) -> Result<()>;

    #[endpoint(GET "/v2/<name..>/blobs/<digest>")]
    async fn blob(&self, name: String, digest: String) -> Result<()>;

    #[endpoint(PUT "/<key..>")]
    async fn put(&self, #[sensitive] key: String) -> Result<()>;

    #[endpoint(PUT "/<key..>?<uploads>")]
    async fn put_with_a_required_key(&self, key: String, uploads: String) -> Result<()>;

    #[endpoint(PUT "/<key..>?acl=")]
    async fn put_with_a_constant_pair(&self, key: String) -> Result<()>;

    #[endpoint(POST "/v1/<name..>:cancel")]
    async fn cancel(&self, name: String) -> Result<()>;
}

fn target<E: Endpoint>(request: &E) -> String {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    match encode(&base, request) {
        Ok(sent) => sent.uri().path().to_owned(),
        Err(error) => error.to_string(),
    }
}

fn main() {
    assert_eq!(target(&ExtensionRequest::new(7)), "/products/7.json");
    assert_eq!(target(&VerbRequest::new("a:b")), "/v3/projects/a%3Ab:undelete");
    assert!(target(&VerbRequest::new("a:undelete")).starts_with("`id` would end too early"));
    assert_eq!(target(&CompareRequest::new("main", "a/b")), "/compare/main...a%2Fb");
    assert!(target(&CompareRequest::new("main.", "b")).starts_with("`base` would end too early"));
    assert_eq!(target(&OdataRequest::new("x", 1)), "/People('x')/Trips(1)");
    assert_eq!(target(&MatrixParameterRequest::new(3)), "/vms;max=3");
    assert_eq!(
        target(&BlobRequest::new("library/a b", "sha256:1")),
        "/v2/library/a%20b/blobs/sha256%3A1"
    );
    assert!(target(&BlobRequest::new("library/../x", "1")).starts_with("`name` has a part"));
    assert!(target(&BlobRequest::new("library//x", "1")).starts_with("`name` has an empty part"));
    assert_eq!(target(&PutRequest::new("photos/2024/a.jpg")), "/photos/2024/a.jpg");
    assert_eq!(target(&CancelRequest::new("operations/1")), "/v1/operations/1:cancel");
    let blob = BlobRequest::METADATA;
    assert_eq!(blob.template, "/v2/<name..>/blobs/<digest>");
    assert_eq!(blob.literals, ["/v2/", "/blobs/", ""]);
    assert_eq!(format!("{:?}", PutRequest::new("a")), "PutRequest { key: [redacted] }");
}
