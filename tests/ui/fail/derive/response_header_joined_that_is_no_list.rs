use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
struct Abilities {
    #[header("Allow")]
    #[join(",")]
    methods: Option<String>,
}

#[endpoints]
trait Files {
    #[endpoint(OPTIONS "/files")]
    async fn abilities(&self) -> Result<Abilities>;
}

async fn call(client: FilesClient) -> Result<Option<String>> {
    Ok(client.abilities(AbilitiesRequest::new()).await?.methods)
}

fn main() {
    println!("{:?}", FilesClient::ENDPOINTS);
}
