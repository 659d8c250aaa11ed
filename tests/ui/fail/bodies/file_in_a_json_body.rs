use endpoint_runtime::{FilePart, Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(POST "/v1/files")]
    async fn store(&self, file: FilePart) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn store(&self, _: StoreRequest) -> Result<String> {
        Ok(String::new())
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.store(StoreRequest::new(FilePart::new("a", "b"))).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
