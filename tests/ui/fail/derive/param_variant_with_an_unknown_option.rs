use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
enum Order {
    #[param(renam = "new")]
    Newest,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?<order>")]
    async fn list(&self, order: Order) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.list(ListRequest::new(Order::Newest)).await
}

fn main() {
    println!("{:?}", UsersClient::ENDPOINTS);
}
