use endpoint_runtime::{Result, endpoints, stream::EventStream};

#[derive(Debug)]
pub struct Price;

#[endpoints]
pub trait Prices {
    #[endpoint(GET "/prices", response = sse)]
    async fn watch(&self) -> Result<EventStream<Price>>;
}

async fn watch(client: &PricesClient) -> Result<EventStream<Price>> {
    client.watch(WatchRequest::new()).await
}

fn main() {}
