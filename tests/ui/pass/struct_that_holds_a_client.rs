//! A struct that holds a client is tested with a fake, without generics and without `dyn`.

use endpoint_runtime::{Client, Result, endpoints};

#[endpoints(server)]
trait Users {
    #[endpoint(GET "/users/<user_id>/name")]
    async fn name(&self, user_id: String) -> Result<String>;

    #[endpoint(DELETE "/users/<user_id>")]
    async fn delete(&self, user_id: String) -> Result<()>;
}

struct Greeter {
    users: UsersClient,
}

impl Greeter {
    async fn greet(&self, user_id: &str) -> Result<String> {
        let name = self.users.name(NameRequest::new(user_id)).await?;
        Ok(format!("Hello {name}"))
    }
}

struct Fake;

impl Users for Fake {
    async fn name(&self, request: NameRequest) -> Result<String> {
        Ok(request.user_id.to_uppercase())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = Client::builder().service(UsersServer::new(Fake)).build().unwrap();
    let greeter = Greeter {
        users: client.clone().into(),
    };
    let task = tokio::spawn(async move { greeter.greet("ada").await });
    assert_eq!(task.await.unwrap().unwrap(), "Hello ADA");
    let error = client.send(DeleteRequest::new("ada")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 501);
}
