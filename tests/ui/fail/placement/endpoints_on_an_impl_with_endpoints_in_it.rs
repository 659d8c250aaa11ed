use endpoint_runtime::{Result, endpoints};

struct Users;

#[endpoints]
impl Users {
    #[endpoint(GET "/v1/users")]
    async fn get(&self, #[header("X-User")] user_id: String) -> Result<String> {
        Ok(user_id)
    }
}

async fn call() -> Result<String> {
    Users.get("user-1".to_owned()).await
}

fn main() {}
