//! Header groups, required and optional, beside single headers.

use endpoint_runtime::{BaseUrl, Headers, Result, endpoints, request::encode};

/// The member with whose permissions a call runs.
#[derive(Clone, Headers)]
struct Session {
    /// The token.
    #[header("X-Session")]
    #[sensitive]
    token: Option<String>,
    #[header("X-Device")]
    device: u32,
}

#[endpoints]
trait Users {
    #[endpoint(GET "/users")]
    async fn list(&self, #[headers] session: Session, #[header("X-Trace")] trace: Option<String>) -> Result<()>;

    #[endpoint(POST "/users")]
    async fn create(&self, name: String, #[headers] session: Option<Session>) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let session = Session {
        token: Some("secret".to_owned()),
        device: 3,
    };
    let request = ListRequest::new(session.clone()).trace("t");
    assert!(!format!("{request:?}").contains("secret"));
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.headers()["x-session"], "secret");
    assert!(sent.headers()["x-session"].is_sensitive());
    assert_eq!(sent.headers()["x-device"], "3");
    assert_eq!(sent.headers()["x-trace"], "t");

    let sent = encode(&base, &CreateRequest::new("Ada")).unwrap();
    assert!(!sent.headers().contains_key("x-device"));
    let sent = encode(&base, &CreateRequest::new("Ada").session(session)).unwrap();
    assert_eq!(sent.headers()["x-device"], "3");

    let names: Vec<_> = UsersClient::ENDPOINTS[0]
        .parameters()
        .map(|header| header.wire_name)
        .collect();
    assert_eq!(names.len(), 3);
    assert!(names.contains(&"X-Session") && names.contains(&"X-Trace"));
}
