//! A whole gateway of `acme`, with callers, limits, credentials, pages, an audit log and metrics.

use std::{future::Future, net::SocketAddr, pin::Pin, sync::Arc};

use endpoint_gateway::{
    CallerAdmission, CredentialSource, Gateway, Pages, PagesOptions, Records, RunningGateway, Upstream,
    audit::{Audit, AuditOptions, AuditWriter},
    callers::Callers,
    limits::Limits,
    metrics::Metrics,
    store::{KeyError, KeySource, Store, StoreKey},
};
use endpoint_test_support::{raw_server::RawServer, scratch::Scratch};
use governor::clock::Clock;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{Log, bearer, json_of, loopback, raw, things};

/// An origin whose pages are listed.
pub(crate) const PAGE: &str = "https://docs.example.com";

/// The request that sets the credential, and the type of its body.
pub(crate) const SET: &str = "PUT /-/credentials/acme";
pub(crate) const CONTENT: &str = "Content-Type: application/json\r\n";

/// The body that sets a credential.
pub(crate) fn token_body(token: &str) -> String {
    json!({"parts": {"token": token}}).to_string()
}

/// The source of a key that is always the same.
pub(crate) struct FixedKey;

impl KeySource for FixedKey {
    fn key(&self) -> Pin<Box<dyn Future<Output = Result<StoreKey, KeyError>> + Send + '_>> {
        Box::pin(std::future::ready(Ok(StoreKey::new(&[7; 32]))))
    }
}

/// Opens the store of `acme` in a folder.
pub(crate) async fn open_store(folder: &Scratch) -> Arc<Store> {
    Arc::new(Store::open(folder.join("store.json"), &FixedKey, &[things(bearer())]).await.unwrap())
}

/// The parts of a gateway that differ from test to test.
pub(crate) struct Setup<C: Clock> {
    pub(crate) folder: Scratch,
    /// The upstream's response.
    pub(crate) response: String,
    pub(crate) limits: Limits<C>,
    pub(crate) credentials: Arc<dyn CredentialSource>,
    pub(crate) is_sandbox: bool,
}

/// A running gateway with its upstream, callers, logs and metrics.
pub(crate) struct Whole {
    pub(crate) gateway: RunningGateway,
    /// The gateway and its callers as `Debug` shows them.
    pub(crate) debug: String,
    pub(crate) upstream: RawServer,
    pub(crate) callers: Arc<Callers>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) log: Log,
    pub(crate) writer: AuditWriter,
    pub(crate) folder: Scratch,
}

impl Whole {
    /// Starts a gateway, whose callers are created once its address is known.
    pub(crate) async fn start<C: Clock + Clone + Send + Sync + 'static>(
        setup: Setup<C>,
        callers: impl FnOnce(SocketAddr) -> Callers,
    ) -> Self {
        let Setup { folder, response, limits, credentials, is_sandbox } = setup;
        let upstream = RawServer::answering(response).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let callers = Arc::new(callers(listener.local_addr().unwrap()));
        let acme = things(bearer());
        let (audit, writer) = Audit::open(&AuditOptions::new(folder.join("audit.jsonl"))).unwrap();
        let operations = acme.operations().map(|operation| operation.metadata.id);
        let metrics = Arc::new(Metrics::new(operations, Some(audit.clone())).unwrap());
        let served = Upstream::new(acme.clone(), format!("http://{}", upstream.address).parse().unwrap());
        let log = Log::default();
        let gateway = Gateway::builder()
            .upstream(if is_sandbox { served.sandbox() } else { served })
            .egress(loopback())
            .credentials(credentials)
            .pages(Pages::new(vec![acme], PagesOptions::new()).unwrap())
            .admission(CallerAdmission::new(Arc::clone(&callers), limits))
            .observe(Records::new(Arc::clone(&metrics), Some(audit)))
            .observe(log.clone())
            .build()
            .unwrap();
        let debug = format!("{gateway:?} {callers:?}");
        let gateway = gateway.serve_on(listener).unwrap();
        Self { gateway, debug, upstream, callers, metrics, log, writer, folder }
    }

    /// Returns the token of a local gateway.
    pub(crate) fn token(&self) -> String {
        let url = self.callers.token().unwrap().url(self.gateway.address());
        url.expose_secret().split_once("#token=").unwrap().1.to_owned()
    }

    /// Returns the header with the token.
    pub(crate) fn bearer(&self) -> String {
        format!("Authorization: Bearer {}\r\n", self.token())
    }

    /// Sends one request; `fields` are lines with their ends.
    pub(crate) async fn send(&self, line: &str, fields: &str, body: &str) -> String {
        let (host, length) = (self.gateway.address(), body.len());
        let length = if body.is_empty() { String::new() } else { format!("Content-Length: {length}\r\n") };
        let head = format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{length}");
        raw(&self.gateway, format!("{head}{fields}\r\n{body}")).await
    }

    /// Sends a request without a body under this token or key.
    pub(crate) async fn send_as(&self, token: &str, line: &str) -> String {
        self.send(line, &format!("Authorization: Bearer {token}\r\n"), "").await
    }

    /// Sets the credential.
    pub(crate) async fn set(&self, token: &str) -> String {
        self.send(SET, &format!("{}{CONTENT}", self.bearer()), &token_body(token)).await
    }

    /// Returns the status of the credentials.
    pub(crate) async fn status(&self) -> Value {
        json_of(&self.send("GET /-/status", &self.bearer(), "").await)
    }

    /// Returns the text of the audit log.
    pub(crate) fn audited(&self) -> String {
        self.writer.flush();
        std::fs::read_to_string(self.folder.join("audit.jsonl")).unwrap()
    }

    /// Returns the lines of the audit log.
    pub(crate) fn audit_lines(&self) -> Vec<Value> {
        self.audited().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}
