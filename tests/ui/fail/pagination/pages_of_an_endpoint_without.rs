use endpoint_runtime::{Client, Result, endpoints};

#[endpoints]
pub trait Names {
    #[endpoint(GET "/names?<cursor>")]
    async fn list(&self, cursor: Option<String>) -> Result<Vec<String>>;
}

fn pages(client: &Client) {
    let _ = client.pages(ListRequest::new());
}

fn main() {}
