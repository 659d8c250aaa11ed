use endpoint_runtime::{Result, endpoints, object};

#[object(snet, rename_all = "camelcase", = 1, strict = 1 server)]
struct Member {
    #[field("name", alais = "a", = 2, alias = "fullName")]
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
