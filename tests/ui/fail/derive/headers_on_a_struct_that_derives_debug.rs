use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Debug, Headers)]
struct Session {
    #[header("X-Session")]
    #[sensitive]
    token: String,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Session) -> Result<String>;
}

async fn call(client: UsersClient, session: Session) -> Result<String> {
    client.list(ListRequest::new(session)).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
