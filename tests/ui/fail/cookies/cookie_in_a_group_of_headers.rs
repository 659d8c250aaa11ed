use endpoint_runtime::{Headers, Result, endpoints};

#[derive(Clone, Headers)]
struct Caller {
    #[header("X-Caller")]
    name: Option<String>,
    #[cookie("session")]
    session: Option<String>,
}

#[endpoints]
trait Shelves {
    #[endpoint(GET "/v1/shelf")]
    async fn read(&self, #[headers] caller: Option<Caller>) -> Result<String>;
}

fn main() {
    println!("{:?}", ShelvesClient::ENDPOINTS);
}
