use endpoint_runtime::endpoints;

#[endpoints(defaults = crate::api)]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> endpoint_runtime::Result<String>;
}

fn main() {}
