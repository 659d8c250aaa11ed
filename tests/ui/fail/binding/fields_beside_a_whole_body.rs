use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn get(&self, #[body] names: Vec<String>, notify: bool, again: bool) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(vec!["Ada".to_owned()], true, true)).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
