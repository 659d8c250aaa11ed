use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(GET "/v1/<path..>@<version>")]
    async fn get(&self, path: String, version: String) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.get(GetRequest::new("x", "x")).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
