use endpoint_runtime::{Result, endpoints, object};

#[object]
pub struct Page {
    pub names: Vec<String>,
    pub next: Option<String>,
}

#[endpoints]
pub trait Names {
    #[endpoint(GET "/names?<cursor>", paginate(cursor = cursor, next = next, items = members: Vec<String>))]
    async fn list(&self, cursor: Option<String>) -> Result<Page>;
}

async fn call(client: NamesClient) -> Result<Page> {
    client.list(ListRequest::new().cursor("a")).await
}

fn main() {
    println!("{:?}", NamesClient::ENDPOINTS);
}
