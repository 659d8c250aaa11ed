use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>", response = text)]
    async fn get(&self, user_id: String) -> Result<Vec<u8>>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<Vec<u8>> {
        Ok(request.user_id.into_bytes())
    }
}

async fn call(client: UsersClient) -> Result<Vec<u8>> {
    client.get(GetRequest::new("user-1")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
