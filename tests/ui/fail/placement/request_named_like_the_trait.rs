use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait GetRequest {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String>;
}

async fn call(client: GetRequestClient) {
    let _client = client;
}

fn main() {
    println!("{:?}", GetRequestClient::ENDPOINTS);
}
