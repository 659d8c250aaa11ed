//! Credentials: how they are sent, fetched and redacted.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use std::{
    error::Error as _,
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use crate::support::*;
use endpoint_runtime::{
    Auth, Bytes, Client, Stage,
    auth::{ApiKey, Authenticate, Basic, Bearer, Credential, CredentialFuture},
    http::{Request, Response},
};

#[tokio::test]
async fn each_kind_of_credential_is_sent_once_in_its_header_and_marked_sensitive() {
    let kinds: [(Auth, &str, &str); 4] = [
        (Basic::new("p", "s").into(), "authorization", "Basic cDpz"),
        (Bearer::new("tok").into(), "authorization", "Bearer tok"),
        (ApiKey::new("X-Api-Key", "k e y").into(), "x-api-key", "k e y"),
        (ApiKey::new("Authorization", "Token k").into(), "authorization", "Token k"),
    ];
    for (auth, name, value) in kinds {
        let provider = FakeProvider::new([ok(), ok(), ok()]);
        let client = Client::builder().service(provider.clone()).auth(auth).build().unwrap();
        client.send(GetItem::new("a")).await.unwrap();
        client.send(OpenItem::new("a")).await.unwrap();
        client.execute(get("/x")).await.unwrap();
        let seen = provider.received();
        assert_eq!(seen[0].header(name), [value]);
        assert!(seen[0].head.headers()[name].is_sensitive());
        assert_eq!(seen[1].header(name), [""; 0], "an endpoint with `auth = none`");
        assert_eq!(seen[2].header(name), [value]);
    }
}

/// A source of `token-1`, `token-2` and so on, which changes the token after a rejection.
#[derive(Default)]
struct Tokens {
    fetched: AtomicUsize,
    cached: Mutex<Option<String>>,
    rejected: AtomicUsize,
    delay: Duration,
}

impl Authenticate for Tokens {
    fn credential(&self) -> CredentialFuture<'_> {
        Box::pin(async {
            tokio::time::sleep(self.delay).await;
            let mut cached = self.cached.lock().unwrap();
            let token = cached.get_or_insert_with(|| format!("token-{}", self.fetched.fetch_add(1, SeqCst) + 1));
            Ok(Credential::bearer(token.as_str())?)
        })
    }

    fn rejected(&self, _: &Credential) -> bool {
        self.rejected.fetch_add(1, SeqCst);
        *self.cached.lock().unwrap() = None;
        false
    }
}

fn with_tokens(provider: &FakeProvider, tokens: Tokens) -> (Client, Arc<Tokens>) {
    let tokens = Arc::new(tokens);
    let builder = Client::builder().service(provider.clone()).auth(Arc::clone(&tokens));
    (builder.build().unwrap(), tokens)
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_fetched_anew_for_the_next_call_but_the_call_is_not_repeated() {
    let provider = FakeProvider::new([ok(), reply(401, ""), ok(), reply(403, ""), ok()]);
    let (client, tokens) = with_tokens(&provider, Tokens::default());
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let result = client.send(GetItem::new("a")).await;
        statuses.push(result.map_or_else(|error| error.status().unwrap().as_u16(), |_| 200));
    }
    assert_eq!(statuses, [200, 401, 200, 403, 200]);
    let sent: Vec<_> = provider.received().iter().map(|seen| seen.header("authorization").join(", ")).collect();
    assert_eq!(sent, ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2", "Bearer token-2"]);
    assert_eq!(tokens.rejected.load(SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn the_credential_is_fetched_once_for_each_attempt_that_needs_it() {
    struct Counter(Arc<AtomicUsize>);
    impl Authenticate for Counter {
        fn credential(&self) -> CredentialFuture<'_> {
            let number = self.0.fetch_add(1, SeqCst) + 1;
            Box::pin(async move { Ok(Credential::header("X-Key", format!("key-{number}"))?) })
        }
    }
    let provider = FakeProvider::new([reply(503, ""), ok(), reply(401, "")]);
    let count = Arc::new(AtomicUsize::new(0));
    let client = Client::builder().service(provider.clone()).auth(Counter(count.clone())).build().unwrap();
    client.send(GetItem::new("a")).await.unwrap();
    assert_eq!(provider.received()[0].header("x-key"), ["key-1"]);
    assert_eq!(provider.received()[1].header("x-key"), ["key-2"]);
    client.send(OpenItem::new("a")).await.unwrap_err();
    client.send(GetItem::new("..")).await.unwrap_err();
    assert_eq!(count.load(SeqCst), 2);
}

#[tokio::test]
async fn a_credential_that_cannot_be_fetched_ends_the_call_before_anything_is_sent() {
    struct Broken;
    impl Authenticate for Broken {
        fn credential(&self) -> CredentialFuture<'_> {
            Box::pin(async { Err(io::Error::other("the vault is sealed").into()) })
        }
    }
    let provider = FakeProvider::new([]);
    let client = Client::builder().service(provider.clone()).auth(Broken).build().unwrap();
    let error = client.send(GetItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.is_retryable()), (Stage::Auth, false));
    assert_eq!(error.source().unwrap().to_string(), "the vault is sealed");
    assert_eq!(provider.received().len(), 0);
}

#[tokio::test]
async fn a_fetched_credential_replaces_no_header_in_silence() {
    struct Session;
    impl Authenticate for Session {
        fn credential(&self) -> CredentialFuture<'_> {
            Box::pin(async { Ok(Credential::header("X-Session", CANARY)?) })
        }
    }
    let provider = FakeProvider::new([ok()]);
    let client = Client::builder().service(provider.clone()).auth(Session).build().unwrap();
    for call in [
        client.send(GetItem::new("a")).header("x-session", "own"),
        client.send(GetItem::new("a")).header("X-Session", ""),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!((error.stage(), error.as_encode().unwrap().field()), (Stage::Encode, "x-session"));
    }
    // The endpoint's own argument.
    let error = client.send(PutItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), error.as_encode().unwrap().field()), (Stage::Encode, "x-session"));
    client.send(GetItem::new("a")).await.unwrap();
    assert_eq!(provider.received().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_total_timeout_covers_the_credential() {
    let provider = FakeProvider::new([]);
    let tokens = Tokens { delay: Duration::from_secs(100), ..Tokens::default() };
    let (client, _) = with_tokens(&provider, tokens);
    let start = tokio::time::Instant::now();
    let error = client.send(GetItem::new("a")).await.unwrap_err();
    assert_eq!((error.stage(), start.elapsed().as_secs()), (Stage::Timeout, 60));
}

/// The output of a tracing subscriber at its most verbose level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn start(&self) -> tracing::subscriber::DefaultGuard {
        use tracing_subscriber::fmt::format::FmtSpan;
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(move || log.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }
}

#[tokio::test(start_paused = true)]
async fn a_secret_is_shown_nowhere() {
    let log = Log::default();
    let guard = log.start();
    // The provider repeats everything it receives.
    let echo = FunctionService(|request: Request<endpoint_runtime::Body>| {
        let sent: Vec<_> = request.headers().values().map(|value| value.to_str().unwrap()).collect();
        let message = format!("{} {CANARY} {}", sent.join(" "), request.uri());
        let body = format!(r#"{{"code": "{CANARY}", "message": "{message}", "request_id": "{CANARY}"}}"#);
        let response = Response::builder().status(503).header("set-cookie", CANARY);
        response.body(Bytes::from(body).into()).unwrap()
    });
    let auths: [Auth; 3] =
        [Basic::new("p", CANARY).into(), Bearer::new(CANARY).into(), ApiKey::new("X-Key", CANARY).into()];
    let mut texts = vec![
        format!("{:?}", Basic::new("p", CANARY)),
        format!("{:?}", Bearer::new(CANARY)),
        format!("{:?}", ApiKey::new("X-Key", CANARY)),
    ];
    for auth in auths {
        texts.push(format!("{auth:?}"));
        let builder = Client::builder().service(echo.clone()).auth(auth).header("x-default", sensitive(CANARY));
        texts.push(format!("{builder:?}"));
        let client = builder.build().unwrap();
        texts.push(format!("{client:?}"));
        let mut call = client.send(PutItem::new("a")).header("x-own", sensitive(CANARY));
        texts.push(format!("{call:?}"));
        let _ = poll_once(&mut call).await;
        texts.push(format!("{call:?}"));
        let error = call.await.unwrap_err();
        texts.extend([format!("{error:?}"), format!("{error:#?}"), error.to_string()]);
        // A secret of another header of the same request.
        assert!(!error.to_string().contains("session-t0ken"), "{error}");
        assert!(error.to_string().contains("[redacted]"), "{error}");
        let error = client.execute(get("/x")).await.unwrap_err();
        texts.extend([format!("{error:?}"), error.to_string()]);
    }
    drop(guard);
    texts.push(log.text());
    for text in texts {
        assert!(!text.contains(CANARY), "{text}");
        assert!(!text.contains("cDpjNG5hcnkt"), "the Basic credential: {text}");
        assert!(!text.contains("session-t0ken"), "{text}");
    }
}

#[tokio::test]
async fn a_secret_is_not_shown_without_its_encoding_either() {
    let provider = FakeProvider::new([reply(403, &format!(r#"{{"message": "wrong password {CANARY}"}}"#))]);
    let builder = Client::builder().service(provider).auth(Basic::new("p", CANARY));
    let error = builder.build().unwrap().send(GetItem::new("a")).await.unwrap_err();
    assert!(error.to_string().contains("wrong password [redacted]"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_fetched_secret_is_not_shown_either() {
    let message = format!(r#"{{"message": "bad token {CANARY}"}}"#);
    let provider = FakeProvider::new([reply(401, &message)]);
    let tokens = Tokens { cached: Mutex::new(Some(CANARY.to_owned())), ..Tokens::default() };
    let (client, _) = with_tokens(&provider, tokens);
    let error = client.send(GetItem::new("a")).await.unwrap_err();
    assert!(error.to_string().contains("bad token [redacted]"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_span_has_the_stable_names_and_no_path_values() {
    let log = Log::default();
    let guard = log.start();
    let provider = FakeProvider::new([reply(503, ""), ok(), reply(404, ""), refused(), refused(), refused()]);
    let client =
        Client::builder().service(provider.clone()).base_url("https://api.example.com:8443/prefix").build().unwrap();
    client.send(GetItem::new("path-value")).await.unwrap();
    let _ = client.send(GetItem::new("path-value")).await;
    let _ = client.send(GetItem::new("path-value")).await;
    drop(client.execute(get("/raw-value?query-value=1")));
    drop(guard);
    let text = log.text();
    let closed: Vec<_> = text.lines().filter(|line| line.ends_with("close") || line.contains(": close ")).collect();
    assert_eq!(closed.len(), 3, "{text}");
    for field in [
        "otel.name=GET /items/<item_id>",
        "otel.kind=\"client\"",
        "http.request.method=\"GET\"",
        "url.template=\"/items/<item_id>\"",
        "server.address=\"api.example.com\"",
        "server.port=8443",
    ] {
        assert!(closed.iter().all(|line| line.contains(field)), "{field}: {text}");
    }
    for (line, fields) in closed.iter().zip([
        &["http.response.status_code=200", "http.request.resend_count=1"][..],
        &["http.response.status_code=404", "error.type=\"404\""],
        &["error.type=\"connect\"", "http.request.resend_count=2"],
    ]) {
        assert!(fields.iter().all(|field| line.contains(field)), "{fields:?}: {line}");
    }
    assert!(!closed[0].contains("error.type") && !closed[1].contains("resend_count"));
    assert_eq!(text.lines().filter(|line| line.contains("repeating the call")).count(), 3, "{text}");
    assert!(!text.contains("-value"), "{text}");
}
