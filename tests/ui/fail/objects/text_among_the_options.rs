use endpoint_runtime::{Result, endpoints, object};

#[object("Member", sent)]
struct Member {
    name: String,
}

#[endpoints]
trait Members {
    #[endpoint(POST "/v1/members")]
    async fn create(&self, member: Member) -> Result<String>;
}

async fn call(client: MembersClient) -> Result<String> {
    client.create(CreateRequest::new(Member::new("Ada"))).await
}

fn main() {
    println!("{:?}", MembersClient::ENDPOINTS);
}
