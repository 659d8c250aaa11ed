use endpoint_runtime::{Result, endpoints, stream::ByteStream};

#[endpoints]
pub trait Prices {
    #[endpoint(GET "/prices", response(stream, idle = 30))]
    async fn watch(&self) -> Result<ByteStream>;
}

async fn watch(client: &PricesClient) -> Result<ByteStream> {
    client.watch(WatchRequest::new()).await
}

fn main() {}
