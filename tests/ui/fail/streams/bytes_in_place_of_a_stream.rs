use endpoint_runtime::{Result, endpoints};

#[endpoints]
pub trait Prices {
    #[endpoint(GET "/prices", response = stream)]
    async fn watch(&self) -> Result<endpoint_runtime::Bytes>;
}

async fn watch(client: &PricesClient) -> Result<endpoint_runtime::Bytes> {
    client.watch(WatchRequest::new()).await
}

fn main() {}
