use endpoint_runtime::{Result, endpoints};

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Place {
    pub city: String,
}

#[endpoints]
trait Items {
    #[endpoint(POST "/v1/items", form)]
    async fn find(&self, #[encode(dots)] place: Place, #[field("place.city")] city: String) -> Result<String>;
}

async fn call(client: ItemsClient, request: FindRequest) -> Result<String> {
    client.find(request).await
}

fn main() {
    println!("{:?}", ItemsClient::ENDPOINTS);
}
