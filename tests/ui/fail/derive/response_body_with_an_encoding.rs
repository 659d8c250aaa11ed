use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
struct Created {
    #[header("Location")]
    location: String,
    #[body]
    #[encode(json)]
    name: String,
}

#[endpoints]
trait Files {
    #[endpoint(POST "/files")]
    async fn create(&self) -> Result<Created>;
}

async fn call(client: FilesClient) -> Result<String> {
    Ok(client.create(CreateRequest::new()).await?.name)
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
