use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
struct Id(String, u32);

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(Id("user".to_owned(), 1))).await
}

fn main() {
    println!("{:?}", GetRequest::new(Id("user".to_owned(), 1)).id);
}
