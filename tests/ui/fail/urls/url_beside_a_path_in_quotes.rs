use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Uploads {
    #[endpoint(PUT "<location>/parts")]
    async fn finish(&self, location: String) -> Result<()>;
}

async fn call(client: UploadsClient) -> Result<()> {
    client.finish(FinishRequest::new("/x")).await
}

fn main() {
    println!("{:?}", UploadsClient::ENDPOINTS);
}
