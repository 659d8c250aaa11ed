//! `Option<Option<T>>` tells absent from null.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

#[endpoints]
trait Users {
    #[endpoint(PATCH "/users/<user_id>")]
    async fn change(&self, user_id: String, name: Option<Option<String>>, age: Option<Option<u8>>) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let body = |request: &ChangeRequest| encode(&base, request).unwrap().into_body();
    let request = ChangeRequest::new("user-1");
    assert_eq!(body(&request), "{}");
    assert_eq!(body(&request.clone().name_null().age(3)), r#"{"name":null,"age":3}"#);
    let mut request = request.name("Ada").age_null();
    assert_eq!(body(&request), r#"{"name":"Ada","age":null}"#);
    request.name = None;
    assert_eq!(body(&request), r#"{"age":null}"#);
}
