use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Shelves {
    #[endpoint(GET "/v1/shelf")]
    async fn read(&self, #[cookie("session=abc")] session: String) -> Result<String>;
}

struct Fake;

impl Shelves for Fake {
    async fn read(&self, request: ReadRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: ShelvesClient) -> Result<String> {
    client.read(ReadRequest::new("a")).await
}

fn main() {
    println!("{:?}", ShelvesClient::ENDPOINTS);
}
