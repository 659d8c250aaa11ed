use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(PATCH "/v1/users/<user_id>")]
    async fn get(&self, user_id: String, name: Option<Option<String>>, name_null: Option<bool>) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user_id)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1").name("Ada")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
