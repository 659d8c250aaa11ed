use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
pub enum Created {
    #[status(default)]
    Ready(String),
    #[status(default)]
    Done,
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
