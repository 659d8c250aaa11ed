use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<r#type>")]
    async fn get(&self, r#type: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.r#type)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("admin")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
