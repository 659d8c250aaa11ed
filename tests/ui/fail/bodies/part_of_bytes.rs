use endpoint_runtime::{Bytes, Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(POST "/v1/files", multipart)]
    async fn store(&self, file: Bytes) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn store(&self, _: StoreRequest) -> Result<String> {
        Ok(String::new())
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.store(StoreRequest::new("x")).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
