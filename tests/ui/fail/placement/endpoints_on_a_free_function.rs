use endpoint_runtime::{Result, endpoints};

#[endpoints]
async fn get(user_id: String) -> Result<String> {
    Ok(user_id)
}

async fn call() -> Result<String> {
    get("user-1".to_owned()).await
}

fn main() {}
