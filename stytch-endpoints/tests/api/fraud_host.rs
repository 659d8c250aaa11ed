//! The host of the fraud endpoints.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::sync::{Arc, Mutex};

use stytch_endpoints::{
    Result, Stytch, StytchBuilder,
    consumer::users::ConnectedAppsRequest,
    endpoint_runtime::{
        Body, Bytes, EncodeErrorKind, Transport,
        http::{Request, Response},
        transport::TransportFuture,
    },
    fraud::fingerprint::LookupRequest,
};

/// A transport that keeps the URLs of requests, and answers each with an empty object.
#[derive(Clone, Default)]
struct Urls(Arc<Mutex<Vec<String>>>);

impl Transport for Urls {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        self.0.lock().unwrap().push(request.uri().to_string());
        Box::pin(async { Ok(Response::new(Body::from(Bytes::from_static(b"{}")))) })
    }
}

/// Returns the URL that a call goes to.
async fn url<T>(
    project: &str,
    configure: fn(StytchBuilder) -> StytchBuilder,
    call: impl AsyncFnOnce(Stytch) -> Result<T>,
) -> Result<String> {
    let urls = Urls::default();
    let builder = Stytch::builder(project, "s3cret").transport(urls.clone());
    call(configure(builder).build().unwrap()).await?;
    Ok(urls.0.lock().unwrap().remove(0))
}

async fn fraud(project: &str, configure: fn(StytchBuilder) -> StytchBuilder) -> Result<String> {
    url(project, configure, async |stytch| stytch.send(LookupRequest::new("telemetry-1")).await).await
}

#[tokio::test]
async fn both_environments_of_stytch_have_the_same_fraud_host() {
    let host = "https://telemetry.stytch.com/v1/fingerprint/lookup";
    assert_eq!(fraud("project-test-1", |it| it).await.unwrap(), host);
    assert_eq!(fraud("project-live-1", |it| it).await.unwrap(), host);
    assert_eq!(fraud("project-test-1", |it| it.base_url("https://api.stytch.com/")).await.unwrap(), host);
}

#[tokio::test]
async fn a_base_url_alone_never_sends_a_credential_to_stytchs_fraud_host() {
    let sandbox: fn(StytchBuilder) -> StytchBuilder = |it| it.base_url("http://127.0.0.1:8080");
    let error = fraud("project-test-1", sandbox).await.unwrap_err();
    let encode = error.as_encode().unwrap();
    assert!(matches!(encode.kind(), EncodeErrorKind::ForeignHost { .. }), "{error}");
    for part in ["`fraud`", "`fraud_url`", "STYTCH_FRAUD_URL"] {
        assert!(encode.to_string().contains(part), "{encode}");
    }
    let configured: fn(StytchBuilder) -> StytchBuilder = |it| it.configure(|it| it.base_url("http://127.0.0.1:8080"));
    assert!(fraud("project-test-1", configured).await.is_err());
    let users = url("project-test-1", sandbox, async |it| it.send(ConnectedAppsRequest::new("user-1")).await);
    assert_eq!(users.await.unwrap(), "http://127.0.0.1:8080/v1/users/user-1/connected_apps");
    let both: fn(StytchBuilder) -> StytchBuilder =
        |it| it.fraud_url("http://127.0.0.1:8080/fraud").base_url("http://127.0.0.1:8080");
    assert_eq!(fraud("project-test-1", both).await.unwrap(), "http://127.0.0.1:8080/fraud/v1/fingerprint/lookup");
}
