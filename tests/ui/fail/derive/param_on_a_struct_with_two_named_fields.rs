use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
struct Id {
    kind: String,
    number: u32,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client
        .get(GetRequest::new(Id {
            kind: "user".to_owned(),
            number: 1,
        }))
        .await
}

fn main() {
    println!(
        "{:?}",
        GetRequest::new(Id {
            kind: "user".to_owned(),
            number: 1
        })
        .id
    );
}
