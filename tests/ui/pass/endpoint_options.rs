//! Each option of an endpoint.

use std::time::Duration;

use endpoint_runtime::{BaseUrl, Endpoint, Result, endpoints, metadata::ResponseFormat, request::encode};

#[endpoints]
trait Things {
    #[endpoint(GET "/a", id = "things.a", timeout = "500ms", response = json)]
    async fn a(&self) -> Result<()>;

    #[endpoint(GET "/b", request = B, timeout = "30s", response = text)]
    async fn b(&self) -> Result<String>;

    #[endpoint(POST "/c", idempotent, destructive = true, timeout = "5m", response = bytes)]
    async fn c(&self) -> Result<endpoint_runtime::Bytes>;

    #[endpoint(GET "/d", auth = none)]
    async fn d(&self, #[header("Authorization")] authorization: String) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    assert_eq!(ARequest::METADATA.id, "things.a");
    assert_eq!(ARequest::METADATA.timeout, Some(Duration::from_millis(500)));
    assert_eq!(B::METADATA.timeout, Some(Duration::from_secs(30)));
    assert_eq!(B::METADATA.response.format, ResponseFormat::Text);
    assert_eq!(CRequest::METADATA.timeout, Some(Duration::from_secs(300)));
    assert_eq!(CRequest::METADATA.response.format, ResponseFormat::Bytes);
    assert!(CRequest::METADATA.idempotent && CRequest::METADATA.destructive);
    assert!(!DRequest::METADATA.authenticated && ARequest::METADATA.authenticated);
    assert_eq!(DRequest::METADATA.timeout, None);
    let sent = encode(&base, &DRequest::new("Bearer token")).unwrap();
    assert_eq!(sent.headers()["authorization"], "Bearer token");
}
