use endpoint_runtime::{Envelope, Result, endpoints};

pub const OK: Envelope = Envelope::flag("ok");

#[endpoints]
pub trait Chat {
    #[endpoint(GET "/chat", envelope = OK, response = text)]
    async fn read(&self) -> Result<String>;
}

async fn read(client: &ChatClient) -> Result<String> {
    client.read(ReadRequest::new()).await
}

fn main() {}
