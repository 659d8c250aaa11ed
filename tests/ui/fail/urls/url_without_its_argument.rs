use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Uploads {
    #[endpoint(PUT <location>)]
    async fn finish(&self, url: String) -> Result<()>;
}

async fn call(client: UploadsClient) -> Result<()> {
    client.finish(FinishRequest::new("/x")).await
}

fn main() {
    println!("{:?}", UploadsClient::ENDPOINTS);
}
