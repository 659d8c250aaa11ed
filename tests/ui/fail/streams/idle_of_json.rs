use endpoint_runtime::{Result, endpoints};

#[endpoints]
pub trait Prices {
    #[endpoint(GET "/prices", response(json, idle = "30s"))]
    async fn watch(&self) -> Result<u64>;
}

async fn watch(client: &PricesClient) -> Result<u64> {
    client.watch(WatchRequest::new()).await
}

fn main() {}
