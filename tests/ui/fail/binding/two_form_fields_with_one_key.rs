use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users", form)]
    async fn create(&self, name: String, #[field("name")] nickname: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn create(&self, request: CreateRequest) -> Result<String> {
        Ok(request.name + &request.nickname)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.create(CreateRequest::new("Ada", "ada")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
