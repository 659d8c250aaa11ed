use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session {
    #[header("Authorization")]
    token: String,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Session) -> Result<String>;
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
