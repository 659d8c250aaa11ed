use endpoint_runtime::{Result, endpoints, object};

#[object]
struct Member {
    #[serde(rename = "fullName")]
    name: String,
}

#[endpoints]
trait Members {
    #[endpoint(GET "/v1/members/<member_id>")]
    async fn get(&self, member_id: String) -> Result<Member>;
}

async fn call(client: MembersClient) -> Result<String> {
    let member = client.get(GetRequest::new("member-1")).await?;
    println!("{member:?} {}", member.clone() == member);
    Ok(member.name)
}

fn main() {
    println!("{:?}", Member::default());
}
