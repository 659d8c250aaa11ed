//! Forms: fields as pairs, absent ones left out, lists repeated.

use endpoint_runtime::{BaseUrl, Param, Result, endpoints, request::encode};

#[derive(Clone, Debug, Param)]
#[param(rename_all = "lowercase")]
enum Grant {
    Password,
}

#[endpoints]
trait Tokens {
    #[endpoint(POST "/token/<tenant>", form)]
    async fn grant(
        &self,
        tenant: String,
        grant_type: Grant,
        #[field("user name")] name: String,
        #[sensitive] password: String,
        lifetime: Option<u32>,
        scope: Vec<String>,
    ) -> Result<String>;

    #[endpoint(PUT "/token", form)]
    async fn empty(&self) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = GrantRequest::new("t", Grant::Password, "Ada & co", "s3cret=");
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(
        sent.body(),
        "grant_type=password&user%20name=Ada%20%26%20co&password=s3cret%3D"
    );
    assert!(!format!("{request:?}").contains("s3cret"));
    let sent = encode(&base, &request.lifetime(60).scope(["a".to_owned(), "b".to_owned()])).unwrap();
    assert!(sent.body().ends_with(b"&lifetime=60&scope=a&scope=b"));
}
