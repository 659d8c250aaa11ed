use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Items {
    #[endpoint(PUT "/v1/items/<item_id>", form, field("kinds" = ["a"]))]
    async fn put(&self, item_id: String) -> Result<String>;
}

struct Fake;

impl Items for Fake {
    async fn put(&self, request: PutRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: ItemsClient) -> Result<String> {
    client.put(PutRequest::new("item-1")).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
