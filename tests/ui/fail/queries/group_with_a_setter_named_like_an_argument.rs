use endpoint_runtime::{Query, Result, endpoints};

#[derive(Clone, Query)]
struct Page {
    size: Option<u32>,
    after: Option<String>,
}

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items?limit=<size>")]
    async fn find(&self, size: u32, #[query] page: Option<Page>) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
