use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items?<labels>")]
    async fn find(&self, #[join(", ")] labels: Vec<String>) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
