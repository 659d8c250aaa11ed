use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Param)]
struct UserId(String);

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?<user_id>")]
    async fn get(&self, user_id: Option<UserId>) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user_id.map(|id| id.0).unwrap_or_default())
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new().user_id(UserId("user-1".to_owned()))).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
