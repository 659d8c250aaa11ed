use endpoint_runtime::{Result, endpoints, object};

#[object]
pub struct Page {
    pub names: Vec<String>,
    pub is_last: bool,
}

#[endpoints]
pub trait Names {
    #[endpoint(GET "/names?<start>", paginate(offset = start, last = is_last, items = names: Vec<String>))]
    async fn list(&self, start: Option<u64>) -> Result<Page>;
}

async fn call(client: NamesClient) -> Result<Page> {
    client.list(ListRequest::new().start(1)).await
}

fn main() {
    println!("{:?}", NamesClient::ENDPOINTS);
}
