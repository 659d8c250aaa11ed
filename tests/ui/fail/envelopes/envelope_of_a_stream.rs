use endpoint_runtime::{Envelope, Result, endpoints};

pub const OK: Envelope = Envelope::flag("ok");

#[endpoints]
pub trait Chat {
    #[endpoint(GET "/chat", envelope = OK, response = stream)]
    async fn read(&self) -> Result<endpoint_runtime::stream::ByteStream>;
}

async fn read(client: &ChatClient) -> Result<endpoint_runtime::stream::ByteStream> {
    client.read(ReadRequest::new()).await
}

fn main() {}
