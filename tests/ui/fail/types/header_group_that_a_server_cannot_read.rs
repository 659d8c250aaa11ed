use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session {
    #[header("X-Session")]
    token: String,
}

#[endpoints(server)]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn get(&self, #[headers] session: Session) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.session.token)
    }
}

fn serve() -> UsersServer {
    UsersServer::new(Fake)
}

async fn call(client: UsersClient) -> Result<String> {
    client
        .get(GetRequest::new(Session {
            token: "secret".to_owned(),
        }))
        .await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
