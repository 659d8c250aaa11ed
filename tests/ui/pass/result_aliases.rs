//! The return type through any alias: the macro never looks at its name.

use endpoint_runtime::{Endpoint, ErrorBody, endpoints};

#[derive(Debug, serde::Deserialize)]
struct Problem {
    title: String,
}

impl ErrorBody for Problem {
    fn message(&self) -> Option<&str> {
        Some(&self.title)
    }
}

/// A provider's own alias.
type Result<T> = endpoint_runtime::Result<T, Problem>;

mod shared {
    pub type Outcome<T> = super::Result<Vec<T>>;
    pub type Names = Outcome<String>;
}

#[endpoints]
trait Users {
    #[endpoint(GET "/a")]
    async fn alias(&self) -> Result<String>;

    #[endpoint(GET "/b")]
    async fn two_levels(&self) -> shared::Outcome<String>;

    #[endpoint(GET "/c")]
    async fn whole(&self) -> shared::Names;

    #[endpoint(GET "/d")]
    async fn custom(&self) -> endpoint_runtime::Result<u8, Problem>;

    #[endpoint(GET "/e")]
    async fn any_json(&self) -> endpoint_runtime::Result<serde_json::Value>;

    #[endpoint(GET "/f")]
    async fn spelled_out(&self) -> std::result::Result<u8, endpoint_runtime::Error<Problem>>;

    #[endpoint(GET "/g")]
    async fn unit(&self) -> Result<()>;

    #[endpoint(GET "/h")]
    async fn optional(&self) -> Result<Option<u8>>;
}

struct Fake;

impl Users for Fake {
    async fn whole(&self, _: WholeRequest) -> shared::Names {
        Ok(vec!["Ada".to_owned()])
    }
}

fn same<E: Endpoint<Result = T>, T>() {}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    same::<WholeRequest, endpoint_runtime::Result<Vec<String>, Problem>>();
    same::<AnyJsonRequest, endpoint_runtime::Result<serde_json::Value>>();
    assert_eq!(Fake.whole(WholeRequest::new()).await.unwrap(), ["Ada"]);
    let error = Fake.unit(UnitRequest::new()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 501);
}
