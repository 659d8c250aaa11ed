use endpoint_runtime::{Result, endpoints};

#[derive(Clone, Debug)]
struct Key {
    name: String,
}

#[endpoints]
trait Items {
    #[endpoint(GET "/v1/items?<key>")]
    async fn find(&self, #[encode(json)] key: Key) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
