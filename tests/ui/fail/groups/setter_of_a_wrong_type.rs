use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Session {
    #[header("X-Device")]
    device: Option<u32>,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users")]
    async fn list(&self, #[headers] session: Option<Session>) -> Result<String>;
}

fn main() {
    println!("{:?}", ListRequest::new().device("5"));
}
