use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Files {
    #[endpoint(GET "/v1/files/<id>.<format>")]
    async fn get(&self, id: String, format: String) -> Result<String>;

    #[endpoint(GET "/v1/files/<file>%2E<extension>")]
    async fn read(&self, file: String, extension: String) -> Result<String>;
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
