//! `#[deprecated]` warns callers, but not in the code that the macro emits.
#![deny(deprecated)]

use endpoint_runtime::{Endpoint, Result, endpoints};

#[endpoints(derive(PartialEq))]
pub trait Users {
    #[deprecated]
    #[endpoint(GET "/a/<id>")]
    async fn bare(&self, id: String) -> Result<()>;

    #[deprecated = "call `list`"]
    #[endpoint(POST "/b/<id>")]
    async fn short(&self, id: String, name: Option<String>) -> Result<()>;

    #[deprecated(since = "2.0.0", note = "call `list`")]
    #[endpoint(GET "/c")]
    async fn long(&self) -> Result<()>;

    #[endpoint(GET "/d")]
    async fn list(&self) -> Result<()>;
}

struct Fake;

impl Users for Fake {
    async fn list(&self, _: ListRequest) -> Result<()> {
        Ok(())
    }
}

fn main() {
    let notes: Vec<_> = UsersClient::ENDPOINTS
        .iter()
        .map(|endpoint| endpoint.deprecated)
        .collect();
    assert_eq!(notes, [Some(""), Some("call `list`"), Some("call `list`"), None]);
    assert_eq!(ListRequest::METADATA.deprecated, None);
}
