use endpoint_runtime::{Result, endpoint};

#[endpoint(GET "/v1/users/<user_id>")]
async fn get(user_id: String) -> Result<String> {
    Ok(user_id)
}

async fn call() -> Result<String> {
    get("user-1".to_owned()).await
}

fn main() {}
