use endpoint_runtime::{Result, endpoints, object};

#[object]
pub struct Page {
    pub names: Vec<String>,
    pub next: Option<String>,
}

#[object(sent)]
pub struct Place {
    pub after: Option<String>,
}

#[endpoints]
pub trait Names {
    #[endpoint(POST "/names", paginate(cursor = place?.befor, next = next, items = names: Vec<String>))]
    async fn list(&self, place: Option<Place>) -> Result<Page>;
}

async fn call(client: NamesClient) -> Result<Page> {
    client.list(ListRequest::new().place(Place::new().after("a"))).await
}

fn main() {
    println!("{:?}", NamesClient::ENDPOINTS);
}
