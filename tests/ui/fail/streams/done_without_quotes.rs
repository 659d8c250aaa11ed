use endpoint_runtime::{Result, endpoints, stream::EventStream};

#[endpoints]
pub trait Prices {
    #[endpoint(GET "/prices", response(sse, done = DONE))]
    async fn watch(&self) -> Result<EventStream<u64>>;
}

async fn watch(client: &PricesClient) -> Result<EventStream<u64>> {
    client.watch(WatchRequest::new()).await
}

fn main() {}
