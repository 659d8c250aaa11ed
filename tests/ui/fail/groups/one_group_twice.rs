use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session {
    #[header("X-Session")]
    token: Option<String>,
}

#[endpoints]
trait Users {
    #[endpoint(POST "/v1/users")]
    async fn create(&self, #[headers] session: Option<Session>, #[headers] other: Option<Session>) -> Result<String>;
}

fn main() {
    println!("{:?}", CreateRequest::new().token("secret"));
}
