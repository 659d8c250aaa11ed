use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session {
    #[header("X-Session")]
    token: Option<Option<String>>,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Option<Session>) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client
        .list(ListRequest::new().session(Session { token: None }))
        .await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
