use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
pub enum CreateError {
    #[status(404)]
    NotFound,
}

#[endpoints]
pub trait Accounts {
    #[endpoint(PUT "/accounts/<name>")]
    async fn create(&self, name: String) -> Result<(), CreateError>;
}

async fn create(client: &AccountsClient) -> Result<(), CreateError> {
    client.create(CreateRequest::new("a")).await
}

fn main() {}
