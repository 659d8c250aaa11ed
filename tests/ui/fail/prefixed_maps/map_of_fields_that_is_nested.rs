use std::collections::BTreeMap;

use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Objects {
    #[endpoint(POST "/v1/objects", form)]
    async fn store(&self, #[fields("v:")] #[encode(brackets)] variables: BTreeMap<String, String>) -> Result<String>;
}

async fn call(client: ObjectsClient, request: StoreRequest) -> Result<String> {
    client.store(request).await
}

fn main() {
    println!("{:?}", ObjectsClient::ENDPOINTS);
}
