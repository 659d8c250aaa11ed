use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, Param)]
#[param(rename_all = "lowercase")]
#[allow(clippy::upper_case_acronyms)]
enum Id {
    Me,
    ME,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users/<id>")]
    async fn get(&self, id: Id) -> Result<String>;
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new(Id::Me)).await
}

fn main() {
    println!("{:?}", GetRequest::new(Id::Me).id);
}
