use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
enum Id {
    Me,
    Other(String),
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(Id::Other("user-1".to_owned()))).await
}

fn main() {
    println!("{:?}", GetRequest::new(Id::Other("user-1".to_owned())).id);
}
