//! `Option<Option<T>>` is absent, null or a value; a float that JSON does not have is refused, not sent as null.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

#[endpoints]
trait Users {
    #[endpoint(PATCH "/users/<user_id>")]
    async fn change(&self, user_id: String, name: Option<Option<String>>, age: Option<Option<u8>>) -> Result<()>;

    #[endpoint(PATCH "/users/<user_id>/score")]
    async fn score(&self, user_id: String, score: Option<Option<f32>>) -> Result<()>;
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

    let score = ScoreRequest::new("user-1");
    assert_eq!(encode(&base, &score.clone().score(0.5)).unwrap().into_body(), r#"{"score":0.5}"#);
    assert_eq!(encode(&base, &score.clone().score_null()).unwrap().into_body(), r#"{"score":null}"#);
    assert_eq!(encode(&base, &score.score(f32::NAN)).unwrap_err().field(), "score");
}
