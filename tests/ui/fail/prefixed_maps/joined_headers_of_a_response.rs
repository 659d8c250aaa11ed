use std::collections::BTreeMap;

use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
struct Stored {
    #[headers("x-meta-")]
    #[join(",")]
    meta: BTreeMap<String, Vec<String>>,
}

#[endpoints]
trait Objects {
    #[endpoint(PUT "/v1/objects")]
    async fn store(&self) -> Result<Stored>;
}

async fn call(client: ObjectsClient, request: StoreRequest) -> Result<Stored> {
    client.store(request).await
}

fn main() {
    println!("{:?}", ObjectsClient::ENDPOINTS);
}
