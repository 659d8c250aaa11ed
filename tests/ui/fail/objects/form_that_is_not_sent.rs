use endpoint_runtime::{Result, endpoints, object};

#[object]
struct Member {
    name: String,
}

#[endpoints]
trait Members {
    #[endpoint(POST "/v1/members")]
    async fn create(&self, #[body(form)] member: Member) -> Result<String>;
}

async fn call(client: MembersClient) -> Result<String> {
    client.create(CreateRequest::new(Member::default())).await
}

fn main() {
    println!("{:?}", MembersClient::ENDPOINTS);
}
