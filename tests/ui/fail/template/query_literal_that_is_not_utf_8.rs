use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?name=%FF&<page>")]
    async fn list(&self, page: u32) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.list(ListRequest::new(1)).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
