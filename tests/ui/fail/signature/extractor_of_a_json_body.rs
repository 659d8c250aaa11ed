use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn get(&self, Json(names): Json<Vec<String>>) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(vec!["Ada".to_owned()])).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
