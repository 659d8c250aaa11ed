use endpoint_runtime::{Result, endpoints};

#[endpoints(server)]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String>;
}

#[endpoints(server)]
trait Teams {
    #[endpoint(GET "/v1/teams/<team_id>?<page>")]
    async fn get(&self, team_id: String, page: Option<u32>) -> Result<String>;

    #[endpoint(DELETE "/v1/teams/<team_id>")]
    async fn remove(&self, team_id: String) -> Result<()>;
}

async fn user(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1")).await
}

async fn remove(client: TeamsClient) -> Result<()> {
    client.remove(RemoveRequest::new("team-1")).await
}

fn main() {
    println!("{:?} {:?}", UsersClient::ENDPOINTS, TeamsClient::ENDPOINTS);
}
