//! `#[cfg]` on a method covers every item that it emits.

use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/users")]
    async fn list(&self) -> Result<Vec<String>>;

    #[cfg(any())]
    #[endpoint(GET "/users/<user_id>")]
    async fn get(&self, user_id: TypeThatIsNotThere) -> Result<TypeThatIsNotThere>;

    #[cfg(all())]
    #[endpoint(POST "/users")]
    async fn create(&self, name: String) -> Result<String>;
}

/// A type with the name that the request would have.
struct GetRequest;

fn main() {
    let GetRequest = GetRequest;
    let names: Vec<_> = UsersClient::ENDPOINTS.iter().map(|endpoint| endpoint.name).collect();
    assert_eq!(names, ["list", "create"]);
    assert_eq!(CreateRequest::new("Ada").name, "Ada");
}
