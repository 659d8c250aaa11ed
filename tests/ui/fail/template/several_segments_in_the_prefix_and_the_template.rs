use endpoint_runtime::{Result, endpoints};

#[endpoints(path = "/v1/<namespace..>")]
trait Files {
    #[endpoint(GET "/files/<path..>")]
    async fn get(&self, namespace: String, path: String) -> Result<String>;
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
