//! Calls and the futures of the trait can be spawned, also behind a generic.

use endpoint_runtime::{Client, Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/users/<user_id>")]
    async fn get(&self, user_id: String, #[header("X-Trace")] trace: Option<String>) -> Result<String>;
}

fn assert_spawn<F: Future + Send + 'static>(future: F) {
    drop(future);
}

fn assert_send<F: Future + Send>(future: F) {
    drop(future);
}

fn inherent(client: &UsersClient) {
    assert_spawn(client.get(GetRequest::new("user-1")).into_future());
    let client = client.clone();
    assert_spawn(async move { client.get(GetRequest::new("user-1")).await });
}

fn sent(client: &Client) {
    assert_spawn(client.send(GetRequest::new("user-1")).into_future());
}

fn generic<T: Users + Send + Sync + 'static>(users: T) {
    assert_send(users.get(GetRequest::new("user-1")));
    assert_spawn(async move { users.get(GetRequest::new("user-1")).await });
}

fn from(client: Client) -> UsersClient {
    UsersClient::from(client)
}

fn main() {
    let (_, _, _, _) = (inherent, sent, generic::<UsersClient>, from);
}
