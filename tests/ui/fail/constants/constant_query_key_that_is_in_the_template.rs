use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items/<item_id>?format=<format>", query("format" = "json"))]
    async fn get(&self, item_id: String, format: Option<String>) -> Result<String>;
}

struct Fake;

impl Items for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: ItemsClient) -> Result<String> {
    client.get(GetRequest::new("item-1")).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
