//! Templates: literals, trailing slashes, fixed pairs, keys that differ from the argument, a root.

use endpoint_runtime::{BaseUrl, Endpoint, Result, endpoints, request::encode};

#[endpoints]
trait Pages {
    #[endpoint(GET "/")]
    async fn root(&self) -> Result<()>;

    #[endpoint(GET "/pages/")]
    async fn slash(&self) -> Result<()>;

    #[endpoint(GET "/pages/<page_id>/")]
    async fn slash_after_a_value(&self, page_id: String) -> Result<()>;

    #[endpoint(GET "/<a>/<b>/c/<d>")]
    async fn values_only(&self, a: u8, b: u8, d: u8) -> Result<()>;

    #[endpoint(GET "/pages?version=2&per-page=<size>&<page>&beta=true")]
    async fn query(&self, size: u8, page: Option<u8>) -> Result<()>;

    #[endpoint(GET "/pages/<page_id>?fixed=a%20b&filter.name=<name>&$select=id,name")]
    async fn unusual_keys(&self, page_id: String, name: Option<String>) -> Result<()>;

    #[endpoint(GET "/.well-known/a~b/c@d:e;f=g,h!$'()*+/%C3%BC/...")]
    async fn literals(&self) -> Result<()>;
}

fn target<E: Endpoint>(request: &E) -> String {
    let base: BaseUrl = "https://api.example.com/prefix".parse().unwrap();
    let sent = encode(&base, request).unwrap();
    sent.uri().to_string().replace("https://api.example.com/prefix", "")
}

fn main() {
    assert_eq!(target(&RootRequest::new()), "/");
    assert_eq!(target(&SlashRequest::new()), "/pages/");
    assert_eq!(target(&SlashAfterAValueRequest::new("a/b")), "/pages/a%2Fb/");
    assert_eq!(target(&ValuesOnlyRequest::new(1, 2, 3)), "/1/2/c/3");
    let query = QueryRequest::new(10);
    assert!(target(&query).contains("version=2") && target(&query).contains("per-page=10"));
    assert!(!target(&query).contains("&page="));
    assert!(target(&query.page(3)).contains("&page=3"));
    assert_eq!(
        target(&LiteralsRequest::new()),
        "/.well-known/a~b/c@d:e;f=g,h!$'()*+/%C3%BC/..."
    );
    assert_eq!(QueryRequest::METADATA.template, "/pages");
    assert_eq!(QueryRequest::METADATA.query, "version=2&per-page=<size>&page=<page>&beta=true");
    // Literals are sent as they are written.
    assert_eq!(
        target(&UnusualKeysRequest::new("x").name("n")),
        "/pages/x?fixed=a%20b&filter.name=n&$select=id,name"
    );
}
