use endpoint_runtime::{Param, Result, endpoints};

/// A type of another crate, with `Display` and `FromStr`.
mod dates {
    #[derive(Clone, Debug)]
    pub struct NaiveDate;
}

#[derive(Clone, Debug, Param)]
struct Date(dates::NaiveDate);

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?<since>")]
    async fn list(&self, since: Date) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.list(ListRequest::new(Date(dates::NaiveDate))).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
