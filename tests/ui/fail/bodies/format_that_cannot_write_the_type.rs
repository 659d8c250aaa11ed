use endpoint_runtime::{Result, endpoints};

struct Xml;

impl endpoint_runtime::format::Format for Xml {
    const CONTENT_TYPE: &'static str = "application/xml";
}

#[endpoints]
trait Files {
    #[endpoint(POST "/v1/files")]
    async fn store(&self, #[body(Xml)] content: String) -> Result<String>;
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
