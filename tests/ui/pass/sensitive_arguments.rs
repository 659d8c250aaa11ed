//! A sensitive argument is redacted in every place; only its presence is shown.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

/// A type without `Debug`.
#[derive(Clone, serde::Serialize)]
struct Password(&'static str);

impl std::fmt::Debug for Password {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("a sensitive value was formatted")
    }
}

#[endpoints]
trait Sessions {
    #[endpoint(POST "/sessions/<token>?<code>")]
    async fn open(
        &self,
        #[sensitive] token: String,
        #[sensitive] code: Option<String>,
        #[header("X-Key")]
        #[sensitive]
        key: String,
        #[sensitive] password: Password,
        #[sensitive] hint: Option<Option<String>>,
        user: String,
    ) -> Result<()>;

    #[endpoint(POST "/raw")]
    async fn raw(
        &self,
        #[body(text)]
        #[sensitive]
        text: String,
    ) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = OpenRequest::new("s-token", "s-key", Password("s-password"), "Ada").hint("s-hint");
    let shown = format!("{request:?} {:?}", RawRequest::new("s-text"));
    assert!(
        !shown.contains("s-") && shown.contains("Ada") && shown.contains("[redacted]"),
        "{shown}"
    );
    assert!(shown.contains("code: None"), "{shown}");
    let sent = encode(&base, &request).unwrap();
    assert!(sent.headers()["x-key"].is_sensitive());
    assert_eq!(sent.uri().path(), "/sessions/s-token");
    assert!(OpenRequest::new("a", "b", Password("c"), "d").code("x").code.is_some());
}
