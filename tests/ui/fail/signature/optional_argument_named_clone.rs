use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?<clone>")]
    async fn list(&self, clone: Option<bool>) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    let request = ListRequest::new();
    client.list(request.clone()).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
