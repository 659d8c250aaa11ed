//! The client type has the trait's methods and no other names.

use endpoint_runtime::{Client, Result, endpoints};

mod api {
    use super::*;

    #[endpoints]
    pub trait Users {
        #[endpoint(GET "/users/<user_id>")]
        async fn get(&self, user_id: String) -> Result<String>;
    }
}

// The trait is not imported.
use api::{GetRequest, UsersClient};

struct Application {
    users: UsersClient,
}

impl Application {
    async fn name(&self) -> Result<String> {
        self.users.get(GetRequest::new("user-1")).await
    }
}

async fn generic(users: &impl api::Users) -> Result<String> {
    users.get(GetRequest::new("user-1")).await
}

async fn both(client: Client) -> Result<String> {
    let application = Application {
        users: client.clone().into(),
    };
    let name = application.name().await?;
    let again = generic(&application.users).await?;
    let sent = client.send(GetRequest::new("user-1")).await?;
    Ok(name + &again + &sent)
}

fn main() {
    let _ = both;
    assert_eq!(UsersClient::ENDPOINTS[0].id, "users_get");
    const FIRST: &endpoint_runtime::Metadata = UsersClient::ENDPOINTS[0];
    assert_eq!(FIRST.resource, "users");
}
