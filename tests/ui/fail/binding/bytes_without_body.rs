use endpoint_runtime::{Bytes, Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(PUT "/v1/users/<user_id>/photo")]
    async fn get(&self, user_id: String, photo: Bytes) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1", Bytes::new())).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
