use endpoint_runtime::{Result, endpoints, object};

#[object]
pub struct Page {
    pub names: Vec<String>,
    pub next: Option<String>,
}

#[endpoints]
pub trait Names {
    #[endpoint(GET "/names?<place>", paginate(cursor = place?.after, next = next, items = names: Vec<String>))]
    async fn list(&self, place: Option<String>) -> Result<Page>;
}

async fn call(client: NamesClient) -> Result<Page> {
    client.list(ListRequest::new().place("a")).await
}

fn main() {
    println!("{:?}", NamesClient::ENDPOINTS);
}
