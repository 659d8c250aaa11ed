use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users/<user_id>/clone")]
    async fn clone(&self, user_id: String) -> Result<String>;
}

async fn call(client: UsersClient) {
    let _client = client;
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
    println!("{:?}", CloneRequest::new("user-1"));
}
