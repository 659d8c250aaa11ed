use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session {
    #[header("X-Session")]
    token: Option<String>,
}

type Alias = Session;

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn create(&self, #[headers] session: Option<Alias>) -> Result<String>;
}

async fn call(client: UsersClient, request: CreateRequest) -> Result<String> {
    client.create(request).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
