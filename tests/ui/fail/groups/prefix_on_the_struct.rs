use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
#[headers(prefix = "acting_")]
struct Session {
    #[header("X-Session")]
    token: Option<String>,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Option<Session>) -> Result<String>;
}

fn main() {
    println!("{:?}", ListRequest::new().token("secret"));
}
