use std::collections::BTreeMap;

use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Metadata {
    #[headers("x-meta-")]
    meta: BTreeMap<String, String>,
}

#[endpoints]
trait Objects {
    #[endpoint(PUT "/v1/objects")]
    async fn store(
        &self,
        #[headers] metadata: Metadata,
        #[headers("x-meta-a-")] others: BTreeMap<String, String>,
    ) -> Result<()>;
}

async fn call(client: ObjectsClient, request: StoreRequest) -> Result<()> {
    client.store(request).await
}

fn main() {
    println!("{:?}", ObjectsClient::ENDPOINTS);
}
