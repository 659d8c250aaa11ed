use endpoint_runtime::{Result, endpoints};

struct Xml;

impl endpoint_runtime::format::Format for Xml {
    const CONTENT_TYPE: &'static str = "application/xml";
}

#[endpoints]
trait Files {
    #[endpoint(GET "/v1/files", response = Xml)]
    async fn store(&self, ) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn store(&self, _: StoreRequest) -> Result<String> {
        Ok(String::new())
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.store(StoreRequest::new()).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
