use endpoint_runtime::{Result, endpoint};

struct Users;

impl Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String> {
        Ok(user_id)
    }
}

async fn call() -> Result<String> {
    Users.get("user-1".to_owned()).await
}

fn main() {}
