use endpoint_runtime::{Bytes, Response, Result, endpoints};

#[derive(Debug)]
struct Metadata {
    rev: String,
}

#[derive(Debug, Response)]
struct Download {
    #[header("Api-Result")]
    #[encode(json)]
    metadata: Metadata,
    #[body(bytes)]
    content: Bytes,
}

#[endpoints]
trait Files {
    #[endpoint(GET "/files")]
    async fn download(&self) -> Result<Download>;
}

async fn call(client: FilesClient) -> Result<String> {
    Ok(client.download(DownloadRequest::new()).await?.metadata.rev)
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
