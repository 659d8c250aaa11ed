use endpoint_runtime::{Result, endpoints};

#[endpoints(rename_all = "camelCase")]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn create(&self, full_name: String, #[field("fullName")] name: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn create(&self, request: CreateRequest) -> Result<String> {
        Ok(request.full_name + &request.name)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.create(CreateRequest::new("Ada", "ada")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
