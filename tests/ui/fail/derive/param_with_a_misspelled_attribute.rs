use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
#[param(renam_all = "snake_case")]
enum Id {
    Me,
    Everyone,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(Id::Everyone)).await
}

fn main() {
    println!("{:?}", GetRequest::new(Id::Everyone).id);
}
