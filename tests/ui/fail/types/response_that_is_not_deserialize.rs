use endpoint_runtime::{Result, endpoints};

#[derive(Debug)]
struct User {
    name: String,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<User>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<User> {
        Ok(User { name: request.user_id })
    }
}

async fn call(client: UsersClient) -> Result<User> {
    client.get(GetRequest::new("user-1")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
