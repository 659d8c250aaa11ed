use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/user%73")]
    async fn list(&self) -> Result<String>;

    #[endpoint(GET "/v1/users")]
    async fn all(&self) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.list(ListRequest::new()).await?;
    client.all(AllRequest::new()).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
