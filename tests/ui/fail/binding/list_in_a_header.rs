use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn get(&self, #[header("X-User")] user_id: Vec<String>) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user_id.concat())
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(["user-1".to_owned()])).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
