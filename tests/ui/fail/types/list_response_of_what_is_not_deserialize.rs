use endpoint_runtime::{Result, endpoints};

#[derive(Debug)]
struct User {
    name: String,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<Vec<User>>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<Vec<User>> {
        Ok(vec![User { name: request.user_id }])
    }
}

async fn call(client: UsersClient) -> Result<Vec<User>> {
    client.get(GetRequest::new("user-1")).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
