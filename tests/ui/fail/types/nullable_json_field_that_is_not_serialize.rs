use endpoint_runtime::{Result, endpoints};

#[derive(Clone, Debug)]
struct UserId(String);

#[endpoints]
trait Users {
    #[endpoint(PATCH "/v1/users")]
    async fn get(&self, user_id: Option<Option<UserId>>) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new().user_id(UserId("user-1".to_owned()))).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
