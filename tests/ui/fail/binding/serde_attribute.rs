use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn create(&self, #[serde(rename = "fullName")] name: String) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.create(CreateRequest::new("Ada")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
