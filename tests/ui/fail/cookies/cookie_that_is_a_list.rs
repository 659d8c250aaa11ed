use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Shelves {
    #[endpoint(GET "/v1/shelf")]
    async fn read(&self, #[cookie("session")] session: Vec<String>) -> Result<String>;
}

struct Fake;

impl Shelves for Fake {
    async fn read(&self, request: ReadRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: ShelvesClient) -> Result<String> {
    client.read(ReadRequest::new(vec!["a".to_owned()])).await
}

fn main() {
    println!("{:?}", ShelvesClient::ENDPOINTS);
}
