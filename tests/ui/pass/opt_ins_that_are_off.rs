//! `server` and `schema` behind a feature that is off emit nothing.
#![allow(unexpected_cfgs)]

use endpoint_runtime::{Result, endpoints};

#[endpoints(server = "off", schema = "off")]
trait Users {
    #[endpoint(GET "/users/<user_id>")]
    async fn get(&self, user_id: Id) -> Result<User>;
}

/// A type without the traits that a server or a schema needs.
#[derive(Clone, Debug, endpoint_runtime::Param)]
struct Id(String);

#[derive(serde::Deserialize)]
struct User {
    name: String,
}

/// A type with the name that the server would have.
struct UsersServer;

fn main() {
    let UsersServer = UsersServer;
    assert_eq!(GetRequest::new(Id("user-1".to_owned())).user_id.0, "user-1");
}
