use endpoint_runtime::{Result, endpoints};

#[derive(Clone, Debug, serde::Serialize)]
struct UserId(String);

#[endpoints(server)]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn get(&self, user_id: UserId) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user_id.0)
    }
}

fn serve() -> UsersServer {
    UsersServer::new(Fake)
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(UserId("user-1".to_owned()))).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
