//! A gateway in front of a recording upstream, and callers over raw TCP.

#![allow(dead_code, reason = "every test binary uses its own part")]
#![allow(clippy::unwrap_used, unreachable_pub, reason = "only tests use it")]

pub(crate) mod tls;
pub(crate) mod whole;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use endpoint_gateway::{
    Admission, Exchange, Gateway, GatewayBuilder, Observe, Problem, RunningGateway, Upstream,
    callers::{Caller, Scopes},
    credentials::EnvironmentCredentials,
    upstream::EgressPolicy,
};
use endpoint_runtime::{
    Result, endpoints,
    http::request::Parts,
    provider::{AuthScheme, CredentialPart, Environment, Provider},
};
use endpoint_test_support::raw_server::RawServer;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Endpoints with features that Stytch's endpoints do not use.
#[endpoints(tag = "Things", schema)]
pub trait Things {
    /// Lists things.
    #[endpoint(GET "/v1/things:all?fields=a,b&$top=<top>")]
    async fn all(&self, top: String) -> Result<u32>;

    /// Shows a thing.
    #[endpoint(GET "/v1/things/<thing_id>?<filter>&<tag>&kind=small")]
    async fn show(
        &self,
        thing_id: String,
        filter: Option<String>,
        tag: Vec<String>,
        #[header("X-Reason")] reason: Option<String>,
        #[header("X-Api-Key")] key: Option<String>,
    ) -> Result<u32>;

    /// Renames a thing.
    #[endpoint(PUT "/v1/things/<thing_id>")]
    async fn rename(&self, thing_id: String, name: String) -> Result<u32>;

    /// Says hello to anybody.
    #[endpoint(GET "/v1/hello/<name>", auth = none)]
    async fn hello(&self, name: String, #[header("Authorization")] authorization: Option<String>) -> Result<u32>;

    /// Checks that a thing exists.
    #[endpoint(HEAD "/v1/things/<thing_id>")]
    async fn probe(&self, thing_id: String) -> Result<()>;
}

pub(crate) fn things(scheme: AuthScheme) -> Provider {
    let acme = Provider::builder("acme").title("Acme").version("1.0.0").auth(scheme).resource(ThingsClient::SCHEMAS);
    acme.environment(Environment::new("live", "https://api.acme.example")).build().unwrap()
}

pub(crate) fn bearer() -> AuthScheme {
    AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN"))
}

pub(crate) fn api_key() -> AuthScheme {
    AuthScheme::api_key("X-Api-Key", CredentialPart::new("key", "ACME_KEY"))
}

/// Returns the environment variables of the tests.
pub(crate) fn variable(name: &str) -> Option<String> {
    Some(match name {
        "STYTCH_PROJECT_ID" => "project-test-1".to_owned(),
        "STYTCH_SECRET" => "canary-secret".to_owned(),
        "ACME_TOKEN" => "canary-token".to_owned(),
        "ACME_KEY" => "canary-key".to_owned(),
        _ => return None,
    })
}

/// Returns an egress policy that also allows loopback addresses.
pub(crate) fn loopback() -> EgressPolicy {
    EgressPolicy::public().range("127.0.0.0/8".parse().unwrap())
}

pub(crate) struct AllowAll;

impl Admission for AllowAll {
    fn admit(&self, _: &Parts) -> std::result::Result<Caller, Problem> {
        Ok(Caller::new("anybody", Scopes::all_operations()))
    }
}

/// An observer that keeps every exchange as text.
#[derive(Clone, Default)]
pub(crate) struct Log(pub(crate) Arc<Mutex<Vec<String>>>);

impl Observe for Log {
    fn on_response(&self, exchange: &Exchange<'_>) {
        self.0.lock().unwrap().push(format!("{exchange:?}"));
    }
}

pub(crate) const JSON: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

/// Configures a gateway with both providers, whose upstream is on loopback.
pub(crate) fn builder(upstream: SocketAddr) -> GatewayBuilder {
    with_provider(upstream, things(bearer()))
}

pub(crate) fn with_provider(upstream: SocketAddr, things: Provider) -> GatewayBuilder {
    let url = format!("http://{upstream}");
    let stytch = stytch_endpoints::provider().unwrap();
    let credentials = EnvironmentCredentials::read_from([&stytch, &things], variable).unwrap();
    Gateway::builder()
        .upstream(Upstream::new(stytch, url.parse().unwrap()).host("fraud", url.parse().unwrap()))
        .upstream(Upstream::new(things, format!("{url}/base").parse().unwrap()))
        .egress(loopback())
        .credentials(credentials)
        .admission(AllowAll)
}

pub(crate) async fn serve(builder: GatewayBuilder) -> RunningGateway {
    builder.build().unwrap().serve(([127, 0, 0, 1], 0)).await.unwrap()
}

/// Starts a gateway and the upstream behind it.
pub(crate) async fn pair(response: impl Into<Vec<u8>>) -> (RunningGateway, RawServer) {
    let upstream = RawServer::answering(response).await;
    (serve(builder(upstream.address)).await, upstream)
}

/// Sends bytes and reads until the gateway closes or resets.
pub(crate) async fn raw(gateway: &RunningGateway, request: impl AsRef<[u8]>) -> String {
    let mut stream = TcpStream::connect(gateway.address()).await.unwrap();
    stream.write_all(request.as_ref()).await.unwrap();
    rest(stream).await
}

pub(crate) async fn rest(mut stream: impl AsyncRead + Unpin) -> String {
    let mut response = Vec::new();
    // A reset also ends the response.
    let _ = stream.read_to_end(&mut response).await;
    String::from_utf8_lossy(&response).into_owned()
}

/// Sends a request without a body. `fields` are header lines with their ends.
pub(crate) async fn send(gateway: &RunningGateway, line: &str, fields: &str) -> String {
    raw(gateway, format!("{line} HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n{fields}\r\n")).await
}

pub(crate) fn status(response: &str) -> u16 {
    response.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0)
}

/// Returns the body of a response, which is JSON.
pub(crate) fn json_of(response: &str) -> serde_json::Value {
    serde_json::from_str(response.split_once("\r\n\r\n").unwrap().1).unwrap()
}

/// Returns whether the head of a response has this line.
pub(crate) fn has(response: &str, line: &str) -> bool {
    let head = response.split("\r\n\r\n").next().unwrap();
    head.lines().any(|other| other.eq_ignore_ascii_case(line))
}
