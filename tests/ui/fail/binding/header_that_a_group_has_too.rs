use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session {
    #[header("X-Session")]
    token: String,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Session, #[header("x-session")] other: String) -> Result<String>;
}

async fn call(client: UsersClient, session: Session) -> Result<String> {
    client.list(ListRequest::new(session, "b")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
