use endpoint_runtime::{Query, Result, endpoints};

#[derive(Clone, Query)]
struct Page {
    #[query("page[size]")]
    size: Option<u32>,
    #[query("page[size]")]
    limit: Option<u32>,
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
