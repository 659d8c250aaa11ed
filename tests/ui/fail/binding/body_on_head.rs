use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(HEAD "/v1/users")]
    async fn get(&self, #[body] filter: String) -> Result<()>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<()> {
        Ok(drop(request.filter))
    }
}

async fn call(client: UsersClient) -> Result<()> {
    client.get(GetRequest::new("all")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
