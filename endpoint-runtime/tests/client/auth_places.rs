//! Credentials in the query, in a cookie and of other schemes; and signatures.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use endpoint_runtime::{
    Body, BoxError, Bytes, Client, Result, RetryPolicy, Stage,
    auth::{ApiKey, Auth, Scheme, Sign, SignFuture, SignedBody},
    endpoints,
    http::{HeaderValue, Request, Response, StatusCode, request::Parts},
    transport::{Transport, TransportError, TransportFuture},
};

#[endpoints]
trait Items {
    #[endpoint(GET "/items?<key>")]
    async fn list(&self, key: Option<String>, #[cookie("session")] session: Option<String>) -> Result<()>;

    #[endpoint(PUT "/items/<id>")]
    async fn put(&self, id: String, name: String) -> Result<()>;

    #[endpoint(GET "/health", auth = none)]
    async fn health(&self) -> Result<()>;
}

type Answer = fn(&Request<Body>) -> std::result::Result<Response<Body>, TransportError>;

/// A transport that keeps the head of each request as it is sent.
#[derive(Clone)]
struct Sent {
    heads: Arc<Mutex<Vec<Parts>>>,
    answer: Answer,
}

impl Sent {
    fn new(answer: Answer) -> Self {
        Self { heads: Arc::default(), answer }
    }

    /// Returns the target and these headers of each request.
    fn take(&self) -> Vec<(String, String, String)> {
        let heads = std::mem::take(&mut *self.heads.lock().unwrap());
        let header = |head: &Parts, name| {
            head.headers.get(name).map_or("", |value: &HeaderValue| value.to_str().unwrap()).to_owned()
        };
        heads.iter().map(|head| (head.uri.to_string(), header(head, "authorization"), header(head, "cookie"))).collect()
    }
}

impl Transport for Sent {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let answer = (self.answer)(&request);
        self.heads.lock().unwrap().push(request.into_parts().0);
        Box::pin(async move { answer })
    }
}

#[expect(clippy::unnecessary_wraps, reason = "other answers fail")]
fn ok(_: &Request<Body>) -> std::result::Result<Response<Body>, TransportError> {
    Ok(Response::builder().status(204).body(Body::from(Bytes::new())).unwrap())
}

fn client(sent: &Sent, auth: impl Into<Auth>) -> Client {
    Client::builder().base_url("https://api.example.com").auth(auth).transport(sent.clone()).build().unwrap()
}

#[tokio::test]
async fn a_key_is_sent_where_the_api_wants_it() {
    let sent = Sent::new(ok);
    let by_query = client(&sent, ApiKey::query("api key", "s3 cret/"));
    by_query.send(ListRequest::new()).await.unwrap();
    by_query.send(ListRequest::new().key("a")).await.unwrap();
    by_query.execute(Request::get("/raw?x=1").body(Bytes::new()).unwrap()).await.unwrap();
    by_query.send(HealthRequest::new()).await.unwrap();
    let targets: Vec<String> = sent.take().into_iter().map(|(target, ..)| target).collect();
    let expected = [
        "items?api%20key=s3%20cret%2F",
        "items?key=a&api%20key=s3%20cret%2F",
        "raw?x=1&api%20key=s3%20cret%2F",
        "health",
    ];
    assert_eq!(targets, expected.map(|target| format!("https://api.example.com/{target}")));

    let by_cookie = client(&sent, ApiKey::cookie("AuthSession", "cm9vdDo1"));
    by_cookie.send(ListRequest::new()).await.unwrap();
    by_cookie.send(ListRequest::new().session("a")).await.unwrap();
    let cookies: Vec<String> = sent.take().into_iter().map(|(_, _, cookie)| cookie).collect();
    assert_eq!(cookies, ["AuthSession=cm9vdDo1", "session=a; AuthSession=cm9vdDo1"]);

    client(&sent, Scheme::new("Token", "s3cret")).send(ListRequest::new()).await.unwrap();
    assert_eq!(sent.take()[0].1, "Token s3cret");
}

#[tokio::test]
async fn a_credential_never_replaces_a_value_of_the_caller() {
    let sent = Sent::new(ok);
    let by_query = client(&sent, ApiKey::query("key", "s3cret"));
    let by_cookie = client(&sent, ApiKey::cookie("session", "s3cret"));
    let errors = [
        by_query.send(ListRequest::new().key("mine")).await.unwrap_err(),
        by_cookie.send(ListRequest::new().session("mine")).await.unwrap_err(),
    ];
    let raw = by_query.execute(Request::get("/raw?%6Bey=1").body(Bytes::new()).unwrap()).await.unwrap_err();
    for error in errors.into_iter().chain([raw]) {
        assert_eq!(error.stage(), Stage::Encode, "{error}");
        assert!(error.to_string().contains("the client sends its credential in it"), "{error}");
    }
    assert!(sent.take().is_empty());
}

#[tokio::test]
async fn no_error_shows_a_key() {
    let sent =
        Sent::new(|request| Err(TransportError::other(BoxError::from(format!("cannot reach {}", request.uri())))));
    for auth in [Auth::from(ApiKey::query("key", "s3cr/t")), ApiKey::cookie("session", "s3cr/t").into()] {
        assert!(!format!("{auth:?}").contains("s3cr"));
        let error = client(&sent, auth).send(ListRequest::new()).await.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains("s3cr"), "{text}");
    }
}

#[test]
fn a_key_that_cannot_be_sent_is_an_error_of_the_builder() {
    let refused =
        |auth: Auth| Client::builder().base_url("https://a.test").auth(auth).transport(Sent::new(ok)).build().is_err();
    assert!(refused(ApiKey::query("", "k").into()));
    assert!(refused(ApiKey::cookie("session", "a;b").into()));
    assert!(refused(Scheme::new("Bearer", "k").into()));
    assert!(!refused(ApiKey::query("k", "any text é").into()));
}

/// Signs by the parts of the request that it sees.
struct Signer {
    count: AtomicUsize,
    change: fn(&mut Parts),
}

impl Sign for Signer {
    fn sign<'a>(&'a self, request: &'a mut Parts, body: SignedBody<'a>) -> SignFuture<'a> {
        Box::pin(async move {
            let SignedBody::Bytes(body) = body else { return Err("a streamed body cannot be signed".into()) };
            let count = self.count.fetch_add(1, Ordering::Relaxed);
            let host = request.uri.authority().ok_or("no host")?;
            let agent = request.headers.get("user-agent").is_some();
            let text = format!(
                "{count} {} {host} {} {agent} {}",
                request.method,
                request.uri.path(),
                String::from_utf8_lossy(body)
            );
            let mut value = HeaderValue::try_from(text)?;
            value.set_sensitive(true);
            request.headers.insert("authorization", value);
            (self.change)(request);
            if body.is_empty() { Err("nothing to sign".into()) } else { Ok(()) }
        })
    }
}

fn signer(change: fn(&mut Parts)) -> Auth {
    Auth::sign(Signer { count: AtomicUsize::new(0), change })
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_as_it_is_sent() {
    let sent = Sent::new(|request| {
        let is_first = request.headers()["authorization"].as_bytes().starts_with(b"0");
        let status = if is_first { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::NO_CONTENT };
        Ok(Response::builder().status(status).body(Body::from(Bytes::new())).unwrap())
    });
    let client = client(
        &sent,
        signer(|parts| {
            parts.headers.insert("host", HeaderValue::from_static("api.example.com"));
        }),
    );
    client.send(PutRequest::new("a b", "n")).await.unwrap();
    let signatures: Vec<String> = sent.take().into_iter().map(|(_, authorization, _)| authorization).collect();
    let expected = r#"PUT api.example.com /items/a%20b true {"name":"n"}"#;
    assert_eq!(signatures, [format!("0 {expected}"), format!("1 {expected}")]);
}

#[tokio::test]
async fn a_signer_that_fails_sends_nothing() {
    let sent = Sent::new(ok);
    let error = client(&sent, signer(|_| {})).send(ListRequest::new()).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Auth);
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("nothing to sign"), "{error:?}");
    let elsewhere = client(&sent, signer(|parts| parts.uri = "https://other.example.com/".parse().unwrap()));
    let error = elsewhere.send(PutRequest::new("a", "n")).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Auth);
    assert!(sent.take().is_empty());
    client(&sent, signer(|_| {})).send(HealthRequest::new()).await.unwrap();
    assert_eq!(sent.take()[0].1, "");
}

#[tokio::test]
async fn no_error_shows_a_signature() {
    let sent = Sent::new(|request| {
        let signature = request.headers()["authorization"].to_str().unwrap().to_owned();
        Err(TransportError::other(BoxError::from(format!("refused {signature}"))))
    });
    let client = Client::builder().base_url("https://api.example.com").auth(signer(|_| {})).retry(RetryPolicy::none());
    let client = client.transport(sent).build().unwrap();
    let error = client.send(PutRequest::new("a", "n4me")).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(!text.contains("n4me"), "{text}");
}
