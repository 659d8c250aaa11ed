use endpoint_runtime::{Result, endpoints, object};

#[object(sent)]
struct Member {
    name: String,
    #[field(default = "seven")]
    invited_days: u32,
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
