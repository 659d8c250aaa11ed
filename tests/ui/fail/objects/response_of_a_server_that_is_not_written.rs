use endpoint_runtime::{Result, endpoints, object};

#[object]
struct Member {
    name: String,
}

#[endpoints(server)]
trait Members {
    #[endpoint(GET "/v1/members/<member_id>")]
    async fn get(&self, member_id: String) -> Result<Member>;
}

struct Fake;

impl Members for Fake {
    async fn get(&self, _request: GetRequest) -> Result<Member> {
        Ok(Member::default())
    }
}

fn serve() -> MembersServer {
    MembersServer::new(Fake)
}

fn main() {
    println!("{:?}", MembersClient::ENDPOINTS);
}
