use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items")]
    async fn find(&self, #[header("X-Labels")] labels: Vec<String>) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
