use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(GET "/v1/files/<id>%FF")]
    async fn get(&self, id: String) -> Result<String>;
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
