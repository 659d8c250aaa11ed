use endpoint_runtime::{Result, endpoints};

#[derive(Clone, Debug)]
struct Page {
    size: u32,
}

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items")]
    async fn find(&self, #[query] page: Page) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
