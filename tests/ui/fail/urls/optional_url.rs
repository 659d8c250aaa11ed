use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Uploads {
    #[endpoint(PUT <location>)]
    async fn finish(&self, location: Option<String>) -> Result<()>;
}

async fn call(client: UploadsClient) -> Result<()> {
    client.finish(FinishRequest::new().location("/x")).await
}

fn main() {
    println!("{:?}", UploadsClient::ENDPOINTS);
}
