use endpoint_runtime::{Result, endpoints};

#[endpoints]
pub trait Prices {
    #[endpoint(GET "/prices", response = ndjson)]
    async fn watch(&self) -> Result<Vec<u64>>;
}

async fn watch(client: &PricesClient) -> Result<Vec<u64>> {
    client.watch(WatchRequest::new()).await
}

fn main() {}
