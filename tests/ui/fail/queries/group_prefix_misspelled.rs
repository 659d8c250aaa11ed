use endpoint_runtime::{Query, Result, endpoints};

#[derive(Clone, Query)]
struct Page {
    size: Option<u32>,
    after: Option<String>,
}

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items")]
    async fn find(&self, #[query(prefx = "page_")] page: Option<Page>) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
