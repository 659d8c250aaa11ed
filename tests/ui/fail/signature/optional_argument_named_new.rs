use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?<new>")]
    async fn get(&self, new: Option<String>) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{:?}", request.new))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new()).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
