use endpoint_runtime::{Client, Result, endpoints, tree};

mod teams {
    use super::*;

    #[endpoints]
    pub trait Teams {
        #[endpoint(GET "/teams/<team_id>")]
        async fn get(&self, team_id: String) -> Result<String>;

        #[endpoint(GET "/teams/<team_id>/members")]
        async fn members(&self, team_id: String) -> Result<String>;
    }
}

mod users {
    use super::*;

    #[endpoints]
    pub trait Users {
        #[endpoint(GET "/users/<user_id>")]
        async fn get(&self, user_id: String) -> Result<String>;
    }
}

struct Acme(Client);

impl AsRef<Client> for Acme {
    fn as_ref(&self) -> &Client {
        &self.0
    }
}

tree! {
    fn endpoints();
}

fn main() {
    println!("{}", endpoints().count());
}
