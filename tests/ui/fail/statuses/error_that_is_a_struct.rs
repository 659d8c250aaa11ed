use endpoint_runtime::{Response, Result, endpoints};

#[derive(Debug, Response)]
#[response(error)]
pub struct CreateError {
    #[header("Retry-After")]
    retry_after: u32,
}

#[endpoints]
pub trait Accounts {
    #[endpoint(PUT "/accounts/<name>")]
    async fn create(&self, name: String) -> Result<()>;
}

async fn create(client: &AccountsClient) -> Result<()> {
    client.create(CreateRequest::new("a")).await
}

fn main() {}
