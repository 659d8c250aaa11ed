use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Version {
    #[header("X-Version")]
    number: Option<String>,
}

#[endpoints]
trait Items {
    #[endpoint(PUT "/v1/items/<item_id>", header("x-version" = "2"))]
    async fn put(&self, item_id: String, #[headers] version: Option<Version>) -> Result<String>;
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
