use endpoint_runtime::{Result, endpoints};

#[endpoints(path = "/v1/things/<id>")]
pub trait Things {
    #[endpoint(POST ":copy-<id>")]
    async fn copy(&self, id: String) -> Result<()>;
}

async fn call(client: ThingsClient) -> Result<()> {
    client.copy(CopyRequest::new("a")).await
}

fn main() {
    println!("{:?}", ThingsClient::ENDPOINTS);
}
