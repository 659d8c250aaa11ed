use endpoint_runtime::{Envelope, Result, endpoints};

pub const OK: Envelope = Envelope::flag("ok");

#[endpoints(envelope)]
pub trait Chat {
    #[endpoint(GET "/chat")]
    async fn read(&self) -> Result<u64>;
}

async fn read(client: &ChatClient) -> Result<u64> {
    client.read(ReadRequest::new()).await
}

fn main() {}
