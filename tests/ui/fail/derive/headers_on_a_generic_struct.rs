use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session<T> {
    #[header("X-Session")]
    token: T,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Session<String>) -> Result<String>;
}

async fn call(client: UsersClient, session: Session<String>) -> Result<String> {
    client.list(ListRequest::new(session)).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
