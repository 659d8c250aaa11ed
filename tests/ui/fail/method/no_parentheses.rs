use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint]
    async fn list(&self) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn list(&self, request: ListRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.list(ListRequest::new()).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
