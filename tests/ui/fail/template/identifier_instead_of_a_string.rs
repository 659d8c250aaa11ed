use endpoint_runtime::{Result, endpoints};

const USERS: &str = "/v1/users";
#[endpoints]
trait Users {
    #[endpoint(GET USERS)]
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
    println!("{USERS}");
}
