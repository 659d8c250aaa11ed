use std::collections::BTreeMap;

use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Items {
    #[endpoint(POST "/v1/items", form)]
    async fn find(&self, metadata: BTreeMap<String, String>) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
