use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>?<page>")]
    async fn get(&self, user_id: String, page: Option<u32> = None) -> Result<String>;

    #[endpoint(DELETE "/v1/users/<user_id>")]
    async fn remove(&self, user_id: String) -> Result<()>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1")).await
}

async fn remove(client: UsersClient) -> Result<()> {
    client.remove(RemoveRequest::new("user-1")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
