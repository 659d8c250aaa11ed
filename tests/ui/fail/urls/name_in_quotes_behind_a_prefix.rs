use endpoint_runtime::{Result, endpoints};

#[endpoints(path = "/v1/teams")]
trait Teams {
    #[endpoint(GET "<team_id>")]
    async fn get(&self, team_id: String) -> Result<String>;
}

async fn call(client: TeamsClient) -> Result<String> {
    client.get(GetRequest::new("x")).await
}

fn main() {
    println!("{:?}", TeamsClient::ENDPOINTS);
}
