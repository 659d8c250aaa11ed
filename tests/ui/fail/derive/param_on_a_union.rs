use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Copy, Param)]
union Id {
    number: u32,
    bytes: [u8; 4],
}

impl std::fmt::Debug for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Id")
    }
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(Id { number: 1 })).await
}

fn main() {}
