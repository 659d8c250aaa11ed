use endpoint_runtime::{Result, endpoints, object};

#[object]
pub struct Page {
    pub names: Vec<String>,
    pub is_last: String,
}

#[endpoints]
pub trait Names {
    #[endpoint(GET "/names?<start>", paginate(cursor = start, next = is_last, first = 1, items = names: Vec<String>))]
    async fn list(&self, start: Option<String>) -> Result<Page>;
}

async fn call(client: NamesClient) -> Result<Page> {
    client.list(ListRequest::new().start("a")).await
}

fn main() {
    println!("{:?}", NamesClient::ENDPOINTS);
}
