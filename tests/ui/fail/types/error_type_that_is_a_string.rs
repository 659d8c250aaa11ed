use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String, String>;
}

fn request() -> GetRequest {
    GetRequest::new("user-1")
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
