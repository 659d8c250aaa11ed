//! Multipart bodies and streams on their way to the upstream, and cookies and keys beside them.

use endpoint_gateway::{Bounds, Gateway, RunningGateway, Upstream, credentials::EnvironmentCredentials};
use endpoint_runtime::{
    Content, FilePart, Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
};
use endpoint_test_support::raw_server::RawServer;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::support::{AllowAll, JSON, api_key, has, loopback, raw, rest, serve, status, variable};

#[endpoints(schema)]
trait Uploads {
    #[endpoint(POST "/uploads?<q>", multipart)]
    async fn upload(
        &self,
        q: Option<String>,
        title: String,
        cover: Option<FilePart>,
        #[cookie("theme")] theme: Option<String>,
        #[cookie("sid")]
        #[sensitive]
        sid: Option<String>,
    ) -> Result<()>;

    #[endpoint(PUT "/blob")]
    async fn store(&self, #[body(stream)] content: Content) -> Result<()>;

    #[endpoint(POST "/notes")]
    async fn note(&self, text: String) -> Result<()>;
}

fn provider(auth: AuthScheme) -> Provider {
    let environment = Environment::new("live", "https://api.acme.example");
    Provider::builder("acme").auth(auth).environment(environment).resource(UploadsClient::SCHEMAS).build().unwrap()
}

async fn gateway(auth: AuthScheme, upstream: std::net::SocketAddr, request_bytes: u64) -> RunningGateway {
    let provider = provider(auth);
    let mut bounds = Bounds::default();
    bounds.request_bytes = request_bytes;
    let credentials = EnvironmentCredentials::read_from([&provider], variable).unwrap();
    let builder = Gateway::builder()
        .upstream(Upstream::new(provider, format!("http://{upstream}").parse().unwrap()))
        .egress(loopback())
        .credentials(credentials)
        .admission(AllowAll)
        .bounds(bounds);
    serve(builder).await
}

const MULTIPART: &str = "multipart/form-data; boundary=\"b c\"";

fn post(target: &str, content_type: &str, fields: &str, body: &str) -> String {
    let fields = format!("Host: a\r\nConnection: close\r\nContent-Type: {content_type}\r\n{fields}");
    format!("POST {target} HTTP/1.1\r\n{fields}Content-Length: {}\r\n\r\n{body}", body.len())
}

fn body(content: &str) -> String {
    let part = |head: &str, text: &str| format!("--b c\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n");
    [part("name=\"title\"", "T"), part("name=\"cover\"; filename=\"c\"", content), "--b c--\r\n".to_owned()].concat()
}

#[tokio::test]
async fn a_multipart_body_is_forwarded_as_it_is() {
    let upstream = RawServer::answering(JSON).await;
    let gateway = gateway(api_key(), upstream.address, 100_000).await;
    let body = body(&"\0\u{ff}\r\n--b\r\n".repeat(5_000));
    let response = raw(&gateway, post("/uploads", MULTIPART, "", &body)).await;
    assert_eq!(status(&response), 200, "{response}");
    let request = upstream.only_request();
    assert!(has(&request, "content-type: multipart/form-data; boundary=\"b c\"") && request.ends_with(&body));
    assert!(has(&request, "x-api-key: canary-key"));
}

#[tokio::test]
async fn a_body_of_another_media_type_is_refused() {
    let upstream = RawServer::answering(JSON).await;
    let gateway = gateway(api_key(), upstream.address, 1_000).await;
    for (target, content_type) in [
        ("/uploads", "application/json"),
        ("/uploads", "application/x-www-form-urlencoded"),
        ("/uploads", "multipart/mixed; boundary=b"),
        ("/notes", "multipart/form-data; boundary=b"),
    ] {
        let response = raw(&gateway, post(target, content_type, "", &body("c"))).await;
        assert_eq!(status(&response), 415, "{target} {content_type}: {response}");
    }
    let compressed = raw(&gateway, post("/uploads", MULTIPART, "Content-Encoding: gzip\r\n", &body("c"))).await;
    assert_eq!(status(&compressed), 415, "{compressed}");
    assert!(upstream.requests().is_empty());
}

#[tokio::test]
async fn an_upload_arrives_while_it_is_sent_and_ends_at_the_bound() {
    for (line, media_type, begin) in [
        ("POST /uploads", MULTIPART, "--b c\r\nContent-Disposition: form-data; name=\"cover\"; filename=\"c\"\r\n\r\n"),
        ("PUT /blob", "application/octet-stream", "begin"),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = gateway(api_key(), listener.local_addr().unwrap(), 1_000).await;
        let mut caller = TcpStream::connect(gateway.address()).await.unwrap();
        let head = format!(
            "{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        caller.write_all(format!("{head}{:x}\r\n{begin}\r\n", begin.len()).as_bytes()).await.unwrap();
        // The beginning has arrived before the rest is sent.
        let (mut upstream, _) = listener.accept().await.unwrap();
        let mut read = String::new();
        while !read.contains(begin) {
            read.push(char::from(upstream.read_u8().await.unwrap()));
        }
        let piece = "x".repeat(2_000);
        caller.write_all(format!("7d0\r\n{piece}\r\n").as_bytes()).await.unwrap();
        let response = rest(caller).await;
        assert_eq!(status(&response), 413, "{line}: {response}");
        let mut left = Vec::new();
        let _ = upstream.read_to_end(&mut left).await;
        assert!(!String::from_utf8_lossy(&left).contains("0\r\n\r\n"), "the body ended as if it were whole");
    }
}

#[tokio::test]
async fn only_declared_cookies_are_forwarded() {
    let upstream = RawServer::answering(JSON).await;
    let gateway = gateway(api_key(), upstream.address, 1_000).await;
    let cookies = "Cookie: a=1; theme=dark; token=evil\r\nCookie: sid=s\r\n";
    let response = raw(&gateway, post("/uploads", MULTIPART, cookies, &body(""))).await;
    assert_eq!(status(&response), 200, "{response}");
    let request = upstream.only_request();
    assert!(has(&request, "cookie: theme=dark; sid=s") && !request.contains("evil"), "{request}");
    let twice = raw(&gateway, post("/uploads", MULTIPART, "Cookie: sid=1; sid=2\r\n", &body(""))).await;
    assert_eq!(status(&twice), 400, "{twice}");
}

#[tokio::test]
async fn combined_credentials_are_all_added_and_none_is_taken_from_the_caller() {
    let part = |name: &str| CredentialPart::new(name, "ACME_KEY".to_owned() + name);
    let auth = AuthScheme::bearer(part("_A")).and(AuthScheme::api_key("X-Application", part("_B")));
    let auth = auth.and(AuthScheme::cookie_key("sid", part("_C")));
    let provider = provider(auth);
    let value = |name: &str| name.strip_prefix("ACME_KEY_").map(|part| format!("canary-{part}"));
    let credentials = EnvironmentCredentials::read_from([&provider], value).unwrap();
    let upstream = RawServer::answering(JSON).await;
    let builder = Gateway::builder()
        .upstream(Upstream::new(provider, format!("http://{}", upstream.address).parse().unwrap()))
        .egress(loopback())
        .credentials(credentials)
        .admission(AllowAll);
    let gateway = serve(builder).await;
    let given = "Authorization: Bearer evil\r\nX-Application: evil\r\nCookie: sid=evil; theme=dark\r\n";
    let response = raw(&gateway, post("/uploads", MULTIPART, given, &body(""))).await;
    assert_eq!(status(&response), 200, "{response}");
    let request = upstream.only_request();
    for line in ["authorization: Bearer canary-A", "x-application: canary-B", "cookie: theme=dark; sid=canary-C"] {
        assert!(has(&request, line), "{line}: {request}");
    }
    assert!(!request.contains("evil"), "{request}");
}

#[tokio::test]
async fn a_key_in_a_cookie_or_in_the_query_is_added_and_never_taken_from_the_caller() {
    let key = || CredentialPart::new("key", "ACME_KEY");
    let upstream = RawServer::answering(JSON).await;
    let in_cookie = gateway(AuthScheme::cookie_key("sid", key()), upstream.address, 1_000).await;
    let cookies = "Cookie: sid=evil; theme=dark\r\n";
    let response = raw(&in_cookie, post("/uploads", MULTIPART, cookies, &body(""))).await;
    assert_eq!(status(&response), 200, "{response}");
    let request = upstream.only_request();
    assert!(has(&request, "cookie: theme=dark; sid=canary-key") && !request.contains("evil"), "{request}");

    let upstream = RawServer::answering(JSON).await;
    let in_query = gateway(AuthScheme::query_key("api key", key()), upstream.address, 1_000).await;
    let response = raw(&in_query, post("/uploads?q=a%26b", MULTIPART, "", &body(""))).await;
    assert_eq!(status(&response), 200, "{response}");
    let request = upstream.only_request();
    assert!(request.starts_with("POST /uploads?q=a%26b&api%20key=canary-key HTTP/1.1\r\n"), "{request}");
    // The gateway's own replaces that of the caller.
    let response = raw(&in_query, post("/uploads?api%20key=evil&q=a", MULTIPART, "", &body(""))).await;
    assert_eq!(status(&response), 200, "{response}");
    let request = upstream.requests().pop().unwrap();
    assert!(request.starts_with("POST /uploads?q=a&api%20key=canary-key HTTP/1.1\r\n"), "{request}");
}
