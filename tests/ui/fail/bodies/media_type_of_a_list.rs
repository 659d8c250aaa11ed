use endpoint_runtime::{Bytes, Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(PUT "/v1/files")]
    async fn store(&self, content_type: Vec<String>, #[body(bytes, type = content_type)] content: Bytes) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn store(&self, _: StoreRequest) -> Result<String> {
        Ok(String::new())
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.store(StoreRequest::new(vec!["image/png".to_owned()], "x")).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
