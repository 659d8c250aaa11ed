//! Each option of the trait.

use endpoint_runtime::{BaseUrl, Endpoint, Result, endpoints, metadata::BodyFormat, request::encode};

#[endpoints(tag = "People")]
trait Tagged {
    #[endpoint(GET "/a")]
    async fn tagged(&self) -> Result<()>;
}

#[endpoints(host = fraud)]
trait Hosted {
    #[endpoint(GET "/a")]
    async fn hosted(&self) -> Result<()>;
}

#[endpoints(rename_all = "camelCase")]
trait Renamed {
    #[endpoint(POST "/a?<page_size>")]
    async fn renamed(&self, page_size: u8, full_name: String, #[field("AGE")] age: u8) -> Result<()>;
}

#[endpoints(body = json)]
trait Bodied {
    #[endpoint(POST "/a")]
    async fn bodied(&self) -> Result<()>;

    #[endpoint(GET "/a")]
    async fn bodiless(&self) -> Result<()>;
}

#[endpoints]
trait Plain {
    #[endpoint(POST "/a")]
    async fn plain(&self) -> Result<()>;
}

#[endpoints(derive(PartialEq, Eq, Hash))]
trait Derived {
    #[endpoint(POST "/a/<id>")]
    async fn derived(&self, id: String, name: Option<String>) -> Result<()>;
}

#[endpoints()]
trait Empty {}

#[endpoints(tag = "All", host = main, rename_all = "SCREAMING-KEBAB-CASE", derive(PartialEq), body = json,)]
trait All {
    #[endpoint(POST "/a",)]
    async fn all(&self, full_name: String) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    assert_eq!(TaggedRequest::METADATA.tag, Some("People"));
    assert_eq!(PlainRequest::METADATA.tag, None);
    assert_eq!(HostedRequest::METADATA.host, Some("fraud"));
    assert_eq!(PlainRequest::METADATA.host, None);

    let sent = encode(&base, &RenamedRequest::new(1, "Ada", 36)).unwrap();
    assert_eq!(sent.body(), r#"{"fullName":"Ada","AGE":36}"#);

    let sent = encode(&base, &BodiedRequest::new()).unwrap();
    assert_eq!(sent.body(), "{}");
    assert_eq!(sent.headers()["content-type"], "application/json");
    assert_eq!(BodilessRequest::METADATA.body, BodyFormat::None);
    let sent = encode(&base, &PlainRequest::new()).unwrap();
    assert_eq!(sent.body(), "");
    assert!(!sent.headers().contains_key("content-type"));

    assert_eq!(DerivedRequest::new("a").name("b"), DerivedRequest::new("a").name("b"));
    assert_eq!(EmptyClient::ENDPOINTS.len(), 0);
    let sent = encode(&base, &AllRequest::new("Ada")).unwrap();
    assert_eq!(sent.body(), r#"{"FULL-NAME":"Ada"}"#);
}
