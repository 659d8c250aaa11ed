use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(HEAD "/v1/files?<name>", body = json)]
    async fn store(&self, name: String) -> Result<()>;
}

struct Fake;

impl Files for Fake {
    async fn store(&self, _: StoreRequest) -> Result<()> {
        Ok(())
    }
}

async fn call(client: FilesClient) -> Result<()> {
    client.store(StoreRequest::new("x")).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
