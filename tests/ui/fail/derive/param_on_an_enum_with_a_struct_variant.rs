use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
enum Id {
    Me,
    Other { name: String },
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client
        .get(GetRequest::new(Id::Other {
            name: "user-1".to_owned(),
        }))
        .await
}

fn main() {
    println!(
        "{:?}",
        GetRequest::new(Id::Other {
            name: "user-1".to_owned()
        })
        .id
    );
}
