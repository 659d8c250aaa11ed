use endpoint_runtime::{Result, endpoints};

#[derive(Clone, Debug)]
struct Size(u32);

#[endpoints]
trait Files {
    #[endpoint(POST "/v1/files", multipart)]
    async fn store(&self, size: Size) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn store(&self, _: StoreRequest) -> Result<String> {
        Ok(String::new())
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.store(StoreRequest::new(Size(1))).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
