use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?id=<first>&id=<second>")]
    async fn list(&self, first: String, second: String) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.list(ListRequest::new("a", "b")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
