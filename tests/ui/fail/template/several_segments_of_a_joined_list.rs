use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(GET "/v1/files/<path..>")]
    async fn get(&self, #[join(",")] path: Vec<String>) -> Result<String>;
}

struct Fake;

impl Files for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: FilesClient) -> Result<String> {
    client.get(GetRequest::new(["x"])).await
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
