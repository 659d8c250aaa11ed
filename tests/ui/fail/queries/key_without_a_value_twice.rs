use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items?all&all")]
    async fn find(&self, #[header("X-Limit")] limit: Option<u32>) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
