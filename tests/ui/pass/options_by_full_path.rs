//! `Option` and `Vec` are also recognized by their full paths.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

#[endpoints]
trait Users {
    #[endpoint(POST "/users?<page>&<order>&<tags>")]
    async fn find(
        &self,
        page: std::option::Option<u32>,
        order: ::core::option::Option<String>,
        tags: std::vec::Vec<String>,
        #[header("X-Trace")] trace: ::std::option::Option<String>,
        name: core::option::Option<::std::option::Option<String>>,
        groups: ::std::vec::Vec<u8>,
        city: std::option::Option<Option<String>>,
    ) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = FindRequest::new([1, 2]);
    let sent = encode(&base, &request.clone()).unwrap();
    assert_eq!(sent.uri(), "https://api.example.com/users");
    assert_eq!(sent.body(), r#"{"groups":[1,2]}"#);

    let request = request
        .page(1_u32)
        .order("up")
        .tags(["a".to_owned(), "b".to_owned()])
        .trace("t")
        .name_null()
        .city("Paris");
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.uri().query(), Some("page=1&order=up&tags=a&tags=b"));
    assert_eq!(sent.headers()["x-trace"], "t");
    assert_eq!(sent.body(), r#"{"name":null,"groups":[1,2],"city":"Paris"}"#);
}
