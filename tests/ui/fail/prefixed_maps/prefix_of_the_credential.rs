use std::collections::BTreeMap;

use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Objects {
    #[endpoint(GET "/v1/objects")]
    async fn store(&self, #[headers("auth")] meta: BTreeMap<String, String>) -> Result<String>;
}

async fn call(client: ObjectsClient, request: StoreRequest) -> Result<String> {
    client.store(request).await
}

fn main() {
    println!("{:?}", ObjectsClient::ENDPOINTS);
}
