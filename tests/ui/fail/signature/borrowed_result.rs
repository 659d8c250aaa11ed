use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<&str>;
}

async fn call(client: UsersClient) {
    let _ = client.get(GetRequest::new("user-1")).await;
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
