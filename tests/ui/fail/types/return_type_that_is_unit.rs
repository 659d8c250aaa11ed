use endpoint_runtime::endpoints;

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> ();
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> () {
        drop(request.user_id)
    }
}

async fn call(client: UsersClient) {
    let _ = client.get(GetRequest::new("user-1")).await;
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
