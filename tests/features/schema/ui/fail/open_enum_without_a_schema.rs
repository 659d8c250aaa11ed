use endpoint_runtime::{Result, endpoints, open_enum};

#[open_enum]
enum Status {
    Active,
}

#[endpoints(schema)]
trait Members {
    #[endpoint(GET "/v1/members?<status>")]
    async fn count(&self, status: Option<Status>) -> Result<Vec<Status>>;
}

async fn call(client: MembersClient) -> Result<Vec<Status>> {
    client.count(CountRequest::new().status(Status::from("active"))).await
}

fn main() {
    println!("{} {:?}", Status::Active.as_str(), Status::default() == Status::Active);
}
