use endpoint_runtime::{Result, endpoint};

trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, user_id: String) -> Result<String> {
        Ok(user_id)
    }
}

async fn call(users: impl Users) -> Result<String> {
    users.get("user-1".to_owned()).await
}

fn main() {}
