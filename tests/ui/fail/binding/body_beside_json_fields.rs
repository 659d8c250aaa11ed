use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn create(&self, #[body] profile: String, name: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn create(&self, request: CreateRequest) -> Result<String> {
        Ok(request.name + &request.profile)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.create(CreateRequest::new("text", "Ada")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
