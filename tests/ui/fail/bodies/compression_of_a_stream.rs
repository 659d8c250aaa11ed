use endpoint_runtime::{Content, Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(PUT "/v1/files", compress = gzip)]
    async fn store(&self, #[body(stream)] content: Content) -> Result<String>;
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
