use endpoint_runtime::{Client, Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(client: &Client, user_id: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1")).await
}

fn client() -> Client {
    Client::builder().base_url("https://api.example.com").build().unwrap()
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
