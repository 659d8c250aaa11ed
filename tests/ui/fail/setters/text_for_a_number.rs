use endpoint_runtime::{Result, endpoints};

#[endpoints]
trait Users {
    #[endpoint(GET "/v1/users?<name>&<age>")]
    async fn list(&self, name: Option<String>, age: Option<u8>) -> Result<String>;
}

fn main() {
    let _ = ListRequest::new().age("3");
}
