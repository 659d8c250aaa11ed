use endpoint_runtime::{Result, endpoints, object};

#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
enum Role {
    Admin,
}

#[object]
struct Member {
    name: String,
    role: Role,
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
