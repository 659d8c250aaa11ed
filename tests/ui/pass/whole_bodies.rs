//! One argument as the whole body, in each format, required and optional.

use endpoint_runtime::{BaseUrl, Bytes, Result, endpoints, http, request::encode};

#[derive(Clone, Debug, serde::Serialize)]
struct User {
    name: String,
    age: Option<u8>,
}

#[endpoints]
trait Users {
    #[endpoint(POST "/json")]
    async fn json(&self, #[body] user: User) -> Result<()>;

    #[endpoint(PUT "/json")]
    async fn explicit_json(&self, #[body(json)] users: Vec<User>) -> Result<()>;

    #[endpoint(PATCH "/json")]
    async fn optional(&self, #[body] user: Option<User>) -> Result<()>;

    #[endpoint(POST "/form")]
    async fn form(&self, #[body(form)] user: User) -> Result<()>;

    #[endpoint(POST "/text")]
    async fn text(&self, #[body(text)] text: String) -> Result<()>;

    #[endpoint(POST "/text/optional")]
    async fn optional_text(&self, #[body(text)] text: Option<String>) -> Result<()>;

    #[endpoint(POST "/bytes")]
    async fn bytes(&self, #[body(bytes)] bytes: Bytes) -> Result<()>;

    #[endpoint(POST "/bytes/vec")]
    async fn vec(&self, #[body(bytes)] bytes: Vec<u8>) -> Result<()>;

    #[endpoint(DELETE "/users")]
    async fn delete(&self, #[body] user: User) -> Result<()>;

    #[endpoint(OPTIONS "/users")]
    async fn options(&self, #[body] user: Option<User>) -> Result<()>;
}

fn check<E: endpoint_runtime::Endpoint>(request: &E, content_type: Option<&str>, body: &str) {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let sent: http::Request<Bytes> = encode(&base, request).unwrap();
    let header = sent.headers().get("content-type").map(|value| value.to_str().unwrap());
    assert_eq!(header, content_type);
    assert_eq!(sent.body(), body);
}

fn main() {
    let ada = User {
        name: "Ada".to_owned(),
        age: None,
    };
    let (json, form) = (Some("application/json"), Some("application/x-www-form-urlencoded"));
    let (text, bytes) = (Some("text/plain; charset=utf-8"), Some("application/octet-stream"));
    check(&JsonRequest::new(ada.clone()), json, r#"{"name":"Ada","age":null}"#);
    check(
        &ExplicitJsonRequest::new([ada.clone()]),
        json,
        r#"[{"name":"Ada","age":null}]"#,
    );
    check(&OptionalRequest::new(), None, "");
    check(
        &OptionalRequest::new().user(ada.clone()),
        json,
        r#"{"name":"Ada","age":null}"#,
    );
    check(&FormRequest::new(ada.clone()), form, "name=Ada");
    check(&TextRequest::new("a b"), text, "a b");
    check(&OptionalTextRequest::new(), None, "");
    check(&BytesRequest::new("a b"), bytes, "a b");
    check(&VecRequest::new("a b"), bytes, "a b");
    check(&DeleteRequest::new(ada), json, r#"{"name":"Ada","age":null}"#);
    check(&OptionsRequest::new(), None, "");
}
