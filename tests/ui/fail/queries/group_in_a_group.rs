use endpoint_runtime::{Query, Result, endpoints};

#[derive(Clone, Query)]
struct Page {
    size: Option<u32>,
    after: Option<String>,
}

#[derive(Clone, Query)]
struct List {
    #[query]
    page: Page,
}

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items")]
    async fn find(&self, #[query] list: List) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
