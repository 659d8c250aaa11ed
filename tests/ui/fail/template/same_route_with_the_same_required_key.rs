use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(GET "/v1/files?<path>&limit=1")]
    async fn get(&self, path: String) -> Result<String>;

    #[endpoint(GET "/v1/files?limit=1&path=<name>&<page>")]
    async fn read(&self, name: String, page: Option<u32>) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.get(GetRequest::new("x")).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
