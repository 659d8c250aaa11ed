//! A request without required values has a `Default`, also when the trait asks for one.

use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/users?<page>")]
    async fn list(&self, page: Option<u8>) -> Result<String>;
}

#[endpoints(derive(Default, PartialEq))]
trait Teams {
    #[endpoint(GET "/teams?<page>", request = ListTeams)]
    async fn list(&self, page: Option<u8>) -> Result<String>;

    #[endpoint(GET "/teams/<team_id>")]
    async fn get(&self, team_id: String) -> Result<String>;
}

fn main() {
    assert_eq!(ListRequest::default().page, None);
    assert!(ListTeams::default() == ListTeams::new());
    assert_eq!(GetRequest::default().team_id, "");
}
