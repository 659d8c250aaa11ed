use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(PUT "/v1/files")]
    async fn store(&self, #[body(stream)] content: Vec<u8>) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn store(&self, _: StoreRequest) -> Result<String> {
        Ok(String::new())
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.store(StoreRequest::new(vec![1])).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
