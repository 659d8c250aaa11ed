use endpoint_runtime::{Result, endpoints};

#[endpoints(status = 201)]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user_id)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
