use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
pub enum Created {
    #[status("200")]
    Ready(String),
}

#[endpoints]
pub trait Accounts {
    #[endpoint(PUT "/accounts/<name>")]
    async fn create(&self, name: String) -> Result<Created>;
}

async fn create(client: &AccountsClient) -> Result<Created> {
    client.create(CreateRequest::new("a")).await
}

fn main() {}
