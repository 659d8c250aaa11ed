//! A `Vec` in a query repeats its key; empty means absent.

use endpoint_runtime::{BaseUrl, Endpoint, Param, Result, endpoints, request::encode};

#[derive(Clone, Debug, Param)]
struct Tag(String);

#[endpoints]
trait Users {
    #[endpoint(GET "/users?<tags>&id=<ids>&all=<all>")]
    async fn find(&self, tags: Vec<Tag>, ids: Vec<u64>, all: bool) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = FindRequest::new(true);
    assert_eq!(encode(&base, &request).unwrap().uri().query(), Some("all=true"));
    let request = request.ids([1, 2]).tags([Tag("a&b".to_owned())]);
    let query = encode(&base, &request).unwrap();
    assert_eq!(query.uri().query(), Some("tags=a%26b&id=1&id=2&all=true"));
    let tags = FindRequest::METADATA
        .parameters()
        .find(|parameter| parameter.name == "tags");
    assert!(tags.is_some_and(|tags| tags.repeated && !tags.required));
}
