use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session;

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Option<Session>) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.list(ListRequest::new().session(Session)).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
