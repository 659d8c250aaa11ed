use endpoint_runtime::{Result, endpoints, object};

#[object(sent)]
struct Member<'a> {
    name: &'a str,
}

fn make(name: &str) -> Member<'_> {
    Member::new(name)
}

#[endpoints]
trait Members {
    #[endpoint(POST "/v1/members")]
    async fn create(&self, member: Member<'static>) -> Result<String>;
}

async fn call(client: MembersClient) -> Result<String> {
    client.create(CreateRequest::new(Member::new("Ada"))).await
}

fn main() {
    println!("{:?}", make("Ada"));
}
