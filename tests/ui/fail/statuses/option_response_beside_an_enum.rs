use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
pub enum Created {
    #[status(200)]
    Ready(String),
    #[status(202)]
    Accepted,
}

#[endpoints]
pub trait Accounts {
    #[endpoint(PUT "/accounts/<name>", response = text)]
    async fn create(&self, name: String) -> Result<Created>;
}

async fn create(client: &AccountsClient) -> Result<Created> {
    client.create(CreateRequest::new("a")).await
}

fn main() {}
