use endpoint_runtime::{Result, endpoints};

macro_rules! api {
    (($($options:tt)*) $($declaration:tt)*) => {
        #[endpoint_runtime::endpoints(defaults(server, idempotent), $($options)*)] $($declaration)*
    };
}
pub(crate) use api;

/// Users.
#[endpoints(defaults = crate::api)]
trait Users {
    #[endpoint(GET "/v1/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String>;

    #[endpoint(DELETE "/v1/users/<user_id>")]
    async fn delete(&self, user_id: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String> {
        Ok(request.user_id)
    }
}

async fn call(client: UsersClient) -> Result<String> {
    client.get(GetRequest::new("user-1")).await?;
    client.delete(DeleteRequest::new("user-1")).await
}

fn main() {
    let server = UsersServer::new(Fake);
    println!("{:?} {server:?}", UsersClient::ENDPOINTS);
}
