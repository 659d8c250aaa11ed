//! JSON, text and bytes are decoded to the type that the method returns.

use endpoint_runtime::{Bytes, Result, endpoints, http, response::decode};

#[derive(Debug, PartialEq, serde::Deserialize)]
struct User {
    name: String,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/json")]
    async fn json(&self) -> Result<User>;

    #[endpoint(GET "/unit")]
    async fn unit(&self) -> Result<()>;

    #[endpoint(GET "/text", response = text)]
    async fn text(&self) -> Result<String>;

    #[endpoint(GET "/bytes", response = bytes)]
    async fn bytes(&self) -> Result<Bytes>;

    #[endpoint(GET "/vec", response = bytes)]
    async fn vec(&self) -> Result<Vec<u8>>;
}

fn main() {
    let response = |body: &'static str| http::Response::new(Bytes::from_static(body.as_bytes()));
    let user = decode::<JsonRequest>(response(r#"{"name":"Ada","unknown":1}"#)).unwrap();
    assert_eq!(user, User { name: "Ada".to_owned() });
    decode::<UnitRequest>(response("<html>")).unwrap();
    assert_eq!(decode::<TextRequest>(response("a \"b\"")).unwrap(), "a \"b\"");
    assert_eq!(decode::<BytesRequest>(response("abc")).unwrap(), "abc");
    assert_eq!(decode::<VecRequest>(response("abc")).unwrap(), b"abc");
    assert!(decode::<JsonRequest>(response("{")).is_err());
}
