use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct User {
    #[header("X-User")]
    user_id: String,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn get(&self, #[headers("X-User")] user: User) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user.user_id)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client
        .get(GetRequest::new(User {
            user_id: "user-1".to_owned(),
        }))
        .await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
