//! A client needs `Serialize` for fields, `Deserialize` for responses, and neither of them for parameters.

use endpoint_runtime::{Param, Result, endpoints};

#[derive(Clone, Debug, serde::Serialize)]
struct Profile {
    name: String,
}

#[derive(serde::Deserialize)]
struct User {
    name: String,
}

#[derive(Clone, Debug, Param)]
struct Id(String);

/// A generic type of another module, behind an alias.
type Map<V> = std::collections::BTreeMap<String, V>;

#[endpoints]
trait Users {
    #[endpoint(PUT "/users/<id>")]
    async fn put(&self, id: Id, profile: Profile, others: Map<Profile>, pair: (u8, [Profile; 1])) -> Result<Map<User>>;
}

fn main() {
    let ada = || Profile { name: "Ada".to_owned() };
    let request = PutRequest::new(Id("user-1".to_owned()), ada(), Map::<Profile>::new(), (1_u8, [ada()]));
    assert_eq!(request.profile.name, "Ada");
}
