//! A fake implements the methods that it needs; the others answer 501.

use endpoint_runtime::{ErrorBody, Result, endpoints, http::StatusCode};

#[derive(Debug, serde::Deserialize)]
struct Problem(String);

impl ErrorBody for Problem {}

#[endpoints]
trait Users {
    #[endpoint(GET "/users/<user_id>")]
    async fn get(&self, user_id: String) -> Result<String, Problem>;

    #[endpoint(DELETE "/users/<user_id>")]
    async fn delete(&self, user_id: String) -> Result<(), Problem>;
}

struct Fake {
    greeting: String,
}

impl Users for Fake {
    async fn get(&self, request: GetRequest) -> Result<String, Problem> {
        match request.user_id.as_str() {
            "nobody" => Err(endpoint_runtime::Error::api(
                StatusCode::NOT_FOUND,
                Problem("no one".to_owned()),
            )),
            name => Ok(format!("{} {name}", self.greeting)),
        }
    }
}

async fn greet(users: &impl Users) -> Result<String, Problem> {
    users.get(GetRequest::new("Ada")).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let fake = Fake {
        greeting: "Hello".to_owned(),
    };
    assert_eq!(greet(&fake).await.unwrap(), "Hello Ada");
    let error = fake.get(GetRequest::new("nobody")).await.unwrap_err();
    assert_eq!(error.as_api().unwrap().0, "no one");
    let error = fake.delete(DeleteRequest::new("Ada")).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
}
