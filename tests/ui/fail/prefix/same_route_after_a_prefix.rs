use endpoint_runtime::{Result, endpoints};

#[endpoints(path = "/v1/users/<user_id>")]
trait Users {
    #[endpoint(GET)]
    async fn get(&self, user_id: String) -> Result<String>;

    #[endpoint(GET "?<full>")]
    async fn delete(&self, user_id: String, full: Option<bool>) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user_id)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1")).await?;
    client.delete(DeleteRequest::new("user-1")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
