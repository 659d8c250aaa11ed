use endpoint_runtime::{Result, endpoints};

struct Users;

#[endpoints]
impl Users {
    async fn get(&self, user_id: String) -> Result<String> {
        Ok(user_id)
    }
}

async fn call() -> Result<String> {
    Users.get("user-1".to_owned()).await
}

fn main() {}
