//! Several traits in one module; requests that would share a name are renamed.

use endpoint_runtime::{Endpoint, Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/users")]
    async fn list(&self) -> Result<Vec<String>>;
}

#[endpoints]
trait Teams {
    #[endpoint(GET "/teams", request = ListTeams)]
    async fn list(&self) -> Result<Vec<String>>;

    #[endpoint(GET "/teams/<team_id>/users", request = ListTeamUsers, id = "teams.users")]
    async fn users(&self, team_id: String) -> Result<Vec<String>>;
}

/// Implements both.
struct Fake;

impl Users for Fake {
    async fn list(&self, _: ListRequest) -> Result<Vec<String>> {
        Ok(vec!["Ada".to_owned()])
    }
}

impl Teams for Fake {
    async fn list(&self, _: ListTeams) -> Result<Vec<String>> {
        Ok(vec!["A".to_owned()])
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    assert_eq!(Users::list(&Fake, ListRequest::new()).await.unwrap(), ["Ada"]);
    assert_eq!(Teams::list(&Fake, ListTeams::new()).await.unwrap(), ["A"]);
    assert_eq!(ListRequest::METADATA.id, "users_list");
    assert_eq!(ListTeams::METADATA.id, "teams_list");
    assert_eq!(ListTeamUsers::METADATA.id, "teams.users");
}
