use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, serde::Deserialize)]
pub struct Problem {
    pub title: String,
}

#[derive(Debug, Response)]
#[response(error)]
pub enum CreateError {
    #[status(404)]
    NotFound(Problem),
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
