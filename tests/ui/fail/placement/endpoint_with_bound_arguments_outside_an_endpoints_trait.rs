use endpoint_runtime::{Result, endpoint};

trait Users {
    #[endpoint(GET "/v1/users")]
    async fn get(
        &self,
        /// The user id.
        #[header("X-User")]
        #[sensitive]
        user_id: String,
    ) -> Result<String>;
}

async fn call(users: impl Users) -> Result<String> {
    users.get("user-1".to_owned()).await
}

fn main() {}
