//! Any text is the name of a JSON member, and is read as it is written.

use endpoint_runtime::{BaseUrl, Client, Result, endpoints, request::encode};

#[endpoints(server)]
trait Users {
    #[endpoint(POST "/users")]
    async fn create(
        &self,
        #[field("the \"name\"")] name: String,
        #[field("a\\b")] path: Option<String>,
        #[field("line\nbreak\u{1}")] control: Option<u8>,
    ) -> Result<String>;

    #[endpoint(POST "/users/form", form)]
    async fn create_form(&self, #[field("the \"name\"\\")] name: String) -> Result<String>;
}

struct Fake;

impl Users for Fake {
    async fn create(&self, request: CreateRequest) -> Result<String> {
        Ok(format!("{} {:?} {:?}", request.name, request.path, request.control))
    }

    async fn create_form(&self, request: CreateFormRequest) -> Result<String> {
        Ok(request.name)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = CreateRequest::new("Ada").path("c").control(1);
    let body = encode(&base, &request).unwrap().into_body();
    assert_eq!(body, r#"{"the \"name\"":"Ada","a\\b":"c","line\nbreak\u0001":1}"#);

    let client = Client::builder().service(UsersServer::new(Fake)).build().unwrap();
    assert_eq!(client.send(request).await.unwrap(), r#"Ada Some("c") Some(1)"#);
    assert_eq!(client.send(CreateFormRequest::new("Ada")).await.unwrap(), "Ada");
}
