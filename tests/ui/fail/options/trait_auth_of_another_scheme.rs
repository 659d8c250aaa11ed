use endpoint_runtime::{Result, endpoints};

#[endpoints(auth = bearer)]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
