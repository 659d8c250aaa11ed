use endpoint_runtime::{Result, endpoints};

#[derive(Clone, Debug)]
struct Paging {
    limit: u32,
    page: u32,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?<paging>")]
    async fn get(&self, paging: Paging) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(format!("{request:?}"))
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(Paging { limit: 1, page: 2 })).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
