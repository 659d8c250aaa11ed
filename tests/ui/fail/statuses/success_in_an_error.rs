use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
#[response(error)]
pub enum CreateError {
    #[status(201)]
    Created(serde_json::Value),
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
