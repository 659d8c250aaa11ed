use endpoint_runtime::{Result, endpoints};

#[endpoints(header("X-Version" = "2"))]
trait Items {
    #[endpoint(PUT "/v1/items/<item_id>")]
    async fn put(&self, item_id: String, #[header("X-Version")] version: Option<String>) -> Result<String>;
}

struct Fake;

impl Items for Fake {
    async fn put(&self, request: PutRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: ItemsClient) -> Result<String> {
    client.put(PutRequest::new("item-1").version("1")).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
