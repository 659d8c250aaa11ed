use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String>;
}

async fn call(client: UsersClient) -> String {
    let name = client.get(GetRequest::new("user-1")).unwrap();
    name.to_uppercase()
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
