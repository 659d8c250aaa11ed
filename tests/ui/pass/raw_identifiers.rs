//! Raw identifiers in every place; on the wire they have no `r#`.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

#[endpoints]
trait Keywords {
    #[endpoint(GET "/kinds/<type>")]
    async fn path(&self, r#type: String) -> Result<()>;

    #[endpoint(GET "/kinds?<type>&as=<match>")]
    async fn query(&self, r#type: String, r#match: Option<u8>) -> Result<()>;

    #[endpoint(GET "/kinds/all")]
    async fn header(&self, #[header("X-Type")] r#type: String) -> Result<()>;

    #[endpoint(POST "/kinds")]
    async fn json(&self, r#type: String, r#fn: Option<Option<String>>) -> Result<()>;

    #[endpoint(POST "/kinds/form", form)]
    async fn form(&self, r#type: String, r#use: Vec<String>) -> Result<()>;

    #[endpoint(GET "/loop")]
    async fn r#loop(&self) -> Result<()>;
}

struct Fake;

impl Keywords for Fake {
    async fn r#loop(&self, _: LoopRequest) -> Result<()> {
        Ok(())
    }
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();

    let request = encode(&base, &PathRequest::new("a b")).unwrap();
    assert_eq!(request.uri().path(), "/kinds/a%20b");

    let request = encode(&base, &QueryRequest::new("a").r#match(2)).unwrap();
    assert_eq!(request.uri().query(), Some("type=a&as=2"));

    let request = encode(&base, &HeaderRequest::new("a")).unwrap();
    assert_eq!(request.headers()["x-type"], "a");

    let request = encode(&base, &JsonRequest::new("a").r#fn("b")).unwrap();
    assert_eq!(request.body(), r#"{"type":"a","fn":"b"}"#);
    let request = encode(&base, &JsonRequest::new("a").fn_null()).unwrap();
    assert_eq!(request.body(), r#"{"type":"a","fn":null}"#);

    let request = encode(&base, &FormRequest::new("a").r#use(["b".to_owned(), "c".to_owned()])).unwrap();
    assert_eq!(request.body(), "type=a&use=b&use=c");

    assert_eq!(KeywordsClient::ENDPOINTS[5].name, "loop");
    assert_eq!(KeywordsClient::ENDPOINTS[5].id, "keywords_loop");
    assert_eq!(KeywordsClient::ENDPOINTS[0].parameters().next().unwrap().name, "type");
}
