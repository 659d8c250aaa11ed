use endpoint_runtime::{Result, endpoints, stream::Lines};

#[endpoints]
pub trait Prices {
    #[endpoint(GET "/prices", response(ndjson, tagged))]
    async fn watch(&self) -> Result<Lines<u64>>;
}

async fn watch(client: &PricesClient) -> Result<Lines<u64>> {
    client.watch(WatchRequest::new()).await
}

fn main() {}
