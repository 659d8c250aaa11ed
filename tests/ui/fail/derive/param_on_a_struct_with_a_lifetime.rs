use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
struct Id<'a>(&'a str);

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id<'static>) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(Id("user-1"))).await
}

fn main() {
    println!("{:?}", GetRequest::new(Id("user-1")).id);
}
