use std::collections::BTreeMap;

use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items?filter[name]=<name>")]
    async fn find(&self, name: String, #[query("filter[]")] filter: BTreeMap<String, String>) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
