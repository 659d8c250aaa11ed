use endpoint_runtime::{Result, endpoints, object};

#[derive(Clone, Debug, Default, serde::Deserialize)]
struct Role;

#[object]
struct Member {
    name: String,
    #[sensitive]
    totp_key: Option<String>,
    role: Option<Role>,
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
