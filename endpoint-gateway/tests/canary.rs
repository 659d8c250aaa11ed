//! Secrets in output: with every feature on and every failure provoked, none appears.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

#[path = "support/canary_requests.rs"]
mod canary_requests;
#[path = "support/outlet.rs"]
mod outlet;
mod support;

use std::{
    collections::BTreeSet,
    io,
    num::NonZeroU32,
    sync::Arc,
    time::{Duration, SystemTime},
};

use canary_requests::{
    BASIC, BODY, COOKIE, HANDED, KEY, PATH, QUERY, REFUSED, RESPONSE, SESSION, STORED, WRONG, requests,
};
use endpoint_gateway::{
    Bounds, CallerAdmission, Gateway, GatewayBuilder, Listen, Pages, PagesOptions, Records, RunningGateway, Tls,
    Upstream,
    admin::{Admin, Readiness},
    audit::{Audit, AuditOptions, AuditWriter},
    callers::{CallerKeys, Callers, LocalToken, NewKey},
    credentials::{CredentialChain, CredentialSource, EnvironmentCredentials, MemoryCredentials},
    limits::{LimitOptions, Limits},
    metrics::Metrics,
    store::{KeyFile, KeySource, Store, StoreKey},
    upstream::{Resolve, Resolving},
};
use endpoint_runtime::provider::Provider;
use endpoint_test_support::{
    raw_server::{RawServer, read_message},
    scratch::Scratch,
    tls::{Authority, Certificate},
};
use outlet::Outlet;
use secrecy::ExposeSecret;
use serde_json::json;
use support::{
    JSON, bearer, loopback, raw, rest, things,
    tls::ask,
    whole::{FixedKey, open_store},
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

struct Nowhere;

impl Resolve for Nowhere {
    fn resolve<'a>(&'a self, _: &'a str, _: u16) -> Resolving<'a> {
        Box::pin(std::future::ready(Err(io::ErrorKind::NotFound.into())))
    }
}

fn stytch() -> Provider {
    stytch_endpoints::provider().unwrap()
}

fn variable(name: &str) -> Option<String> {
    match name {
        "STYTCH_PROJECT_ID" => Some("project-test-1".to_owned()),
        "STYTCH_SECRET" => Some(BASIC.to_owned()),
        _ => None,
    }
}

/// The environment of a gateway, and its collected output.
struct Stage {
    folder: Scratch,
    store: Arc<Store>,
    environment: EnvironmentCredentials,
    metrics: Arc<Metrics>,
    audit: Audit,
    writer: AuditWriter,
    outlet: Outlet,
}

impl Stage {
    async fn new() -> Self {
        let (folder, outlet) = (Scratch::new().unwrap(), Outlet::default());
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        tracing::subscriber::set_global_default(subscriber.with_writer(outlet.clone()).finish()).unwrap();
        let acme = things(bearer());
        let store = open_store(&folder).await;
        store.set("acme", "default", &[("token", STORED.into())], SystemTime::UNIX_EPOCH).unwrap();
        let environment = EnvironmentCredentials::read_from([&stytch()], variable).unwrap();
        let (audit, writer) = Audit::open(&AuditOptions::new(folder.join("audit.jsonl"))).unwrap();
        let operations = acme.operations().map(|operation| operation.metadata.id);
        let metrics = Arc::new(Metrics::new(operations, Some(audit.clone())).unwrap());
        Self { folder, store, environment, metrics, audit, writer, outlet }
    }

    /// Returns the builder of a gateway to an upstream, for these callers, with every feature on.
    fn builder(&self, base: &str, callers: &Arc<Callers>) -> GatewayBuilder {
        let (acme, stytch) = (things(bearer()), stytch());
        let mut limits = LimitOptions::default();
        (limits.per_second, limits.burst) = (NonZeroU32::MIN, NonZeroU32::new(40).unwrap());
        let admission = CallerAdmission::new(Arc::clone(callers), Limits::new(limits));
        let pages = Pages::new(vec![acme.clone(), stytch.clone()], PagesOptions::default()).unwrap();
        let builder = Gateway::builder()
            .upstream(Upstream::new(acme, base.parse().unwrap()))
            .upstream(Upstream::new(stytch, base.parse().unwrap()))
            .egress(loopback())
            .resolver(Nowhere)
            .credentials(CredentialChain::new().then(self.environment.clone()).then(self.store.source("default")))
            .pages(pages)
            .admission(admission)
            .observe(Records::new(Arc::clone(&self.metrics), Some(self.audit.clone())));
        self.outlet.show(&builder);
        builder
    }

    fn record_response(&self, response: &str) {
        self.outlet.put("response", response);
    }
}

/// Sends valid and invalid requests of every kind; the token is valid.
async fn ask_everything(stage: &Stage, gateway: &RunningGateway, token: &str) -> Vec<String> {
    let mut responses = Vec::new();
    for request in requests(gateway.address(), token) {
        let response = raw(gateway, &request).await;
        stage.record_response(&response);
        responses.push(response);
    }
    responses
}

/// Returns the codes of the problems among responses.
fn codes(responses: &[String]) -> BTreeSet<String> {
    let code = |response: &String| Some(response.split_once("details=\"")?.1.split_once('"')?.0.to_owned());
    responses.iter().filter_map(code).collect()
}

/// Starts an upstream that writes these bytes to every connection and closes it.
async fn going_away(response: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            read_message(&mut stream).await;
            let _ = stream.write_all(response.as_bytes()).await;
        }
    });
    url
}

#[tokio::test]
async fn no_secret_and_no_value_comes_out() {
    let stage = Stage::new().await;
    let outlet = stage.outlet.clone();
    let listener = Listen::loopback(([127, 0, 0, 1], 0)).bind().await.unwrap();
    outlet.show(&listener);
    let callers = Arc::new(Callers::local(listener.address(), &["https://docs.example.com"]).unwrap());
    let url = callers.token().unwrap().url(listener.address());
    let token = url.expose_secret().split_once("#token=").unwrap().1.to_owned();
    let response = JSON.replace("\r\n\r\n", &format!("\r\nX-Upstream: {RESPONSE}\r\n\r\n"));
    let upstream = RawServer::answering(response).await;
    let good = format!("http://{}", upstream.address);
    let gateway = stage.builder(&good, &callers).build().unwrap().listen(listener).unwrap();
    let mut seen = codes(&ask_everything(&stage, &gateway, &token).await);
    // The canaries have reached the upstream.
    let sent = upstream.requests().concat();
    for canary in [STORED, HANDED, SESSION, PATH, QUERY, BODY] {
        assert!(sent.contains(canary), "{canary}: {sent}");
    }
    for canary in [COOKIE, WRONG, KEY, token.as_str()] {
        assert!(!sent.contains(canary), "{canary}: {sent}");
    }

    let untrusted = RawServer::over_tls(Authority::new().issue("127.0.0.1").server_config(), JSON).await;
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let failing = [
        format!("https://{}", untrusted.address),
        "http://127.0.0.1:1".to_owned(),
        "https://unknown.test".to_owned(),
        "https://10.0.0.1".to_owned(),
        going_away("").await,
        going_away("canary-response-8812cd\r\n\r\n").await,
    ];
    for base in &failing {
        gateway.replace(stage.builder(base, &callers).build().unwrap()).unwrap();
        seen.extend(codes(&ask_everything(&stage, &gateway, &token).await));
    }
    let bounded = |base: &str, change: &dyn Fn(&mut Bounds)| {
        let mut bounds = Bounds::default();
        change(&mut bounds);
        outlet.show(&bounds);
        gateway.replace(stage.builder(base, &callers).bounds(bounds).build().unwrap()).unwrap();
    };
    bounded(&good, &|bounds| (bounds.request_bytes, bounds.response_bytes) = (1, 1));
    seen.extend(codes(&ask_everything(&stage, &gateway, &token).await));
    bounded(&format!("http://{}", silent.local_addr().unwrap()), &|bounds| bounds.head = Duration::from_millis(1));
    let proof = format!("Host: {}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n", gateway.address());
    for request in [
        format!("GET /v1/things/{PATH} HTTP/1.1\r\n{proof}\r\n"),
        format!(
            "PUT /v1/things/{PATH} HTTP/1.1\r\n{proof}Content-Type: application/json\r\nContent-Length: 999\r\n\r\n{BODY}"
        ),
    ] {
        let response = raw(&gateway, request).await;
        stage.record_response(&response);
        seen.extend(codes(&[response]));
    }
    let nobody = MemoryCredentials::new([&things(bearer())]);
    outlet.show(&nobody);
    gateway.replace(stage.builder(&good, &callers).credentials(nobody).build().unwrap()).unwrap();
    seen.extend(codes(&ask_everything(&stage, &gateway, &token).await));

    let remote = open_to_others(&stage, &good, &mut seen).await;
    let expected = "admin_scope body content_type cross_site expired_key framing head_too_large header host malformed \
                    malformed_token method_not_declared no_credential no_page no_token not_declared origin parts path \
                    path_value query rate request_timeout request_too_large response_too_large scope target tls_wanted \
                    unknown_token upstream_address_refused upstream_connect upstream_name upstream_protocol \
                    upstream_reset upstream_timeout upstream_tls";
    let missing: Vec<&str> = expected.split_whitespace().filter(|code| !seen.contains(*code)).collect();
    assert!(missing.is_empty(), "{missing:?} of {seen:?}");

    show_everything(&stage, &gateway, &callers).await;
    show_errors(&stage, &remote).await;
    gateway.stop().await;
    stage.writer.flush();
    let audited = std::fs::read_to_string(stage.folder.join("audit.jsonl")).unwrap();
    assert!(audited.contains("things_show") && audited.contains("\"local\""), "{audited}");
    outlet.put("audit", audited);
    outlet.put("store", std::fs::read_to_string(stage.folder.join("store.json")).unwrap());
    assert!(outlet.has("trace", "handshake"), "nothing was traced");
    let private: String = remote.pair.key.lines().filter(|line| !line.starts_with('-')).collect();
    outlet.hides(&[STORED, HANDED, REFUSED, BASIC, SESSION, PATH, QUERY, KEY, BODY, COOKIE, WRONG]);
    outlet.hides(&[&token, remote.secret(), &private[60..100]]);
    // The upstream's response has reached its caller.
    for place in ["audit", "trace", "metrics", "Debug", "error"] {
        assert!(!outlet.has(place, RESPONSE), "{place}");
    }
    assert!(outlet.has("response", RESPONSE));
}

/// The secrets of callers on other machines, and of the certificate.
struct RemoteCallers {
    key: String,
    pair: Certificate,
    tls: Tls,
    keys: Arc<Callers>,
}

impl RemoteCallers {
    /// The secret part of a key.
    fn secret(&self) -> &str {
        self.key.rsplit_once("ci_").unwrap().1
    }
}

/// Sends the same requests over TLS, with keys.
async fn open_to_others(stage: &Stage, base: &str, seen: &mut BTreeSet<String>) -> RemoteCallers {
    let authority = Authority::new();
    let pair = authority.issue("127.0.0.1");
    let chain = stage.folder.write_private("chain.pem", &pair.pem).unwrap();
    let tls = Tls::from_files(chain, stage.folder.write_private("key.pem", &pair.key).unwrap()).unwrap();
    let [good, old] = ["ci", "old"].map(|id| NewKey::generate(id).unwrap());
    stage.outlet.show(&good);
    let entry = |id: &str, key: &NewKey, year: u32| json!({ "id": id, "sha256": key.sha256, "expires": format!("{year}-01-01T00:00:00Z"), "operations": ["acme/things_show"] });
    let file = json!({ "version": 1, "keys": [entry("ci", &good, 9999), entry("old", &old, 2001)] }).to_string();
    let keys = CallerKeys::parse(&file, &[things(bearer())]).unwrap();
    let keys = Arc::new(Callers::keys::<&str>(keys, &[], &[]).unwrap());
    let listener = Listen::tls(([127, 0, 0, 1], 0), tls.clone()).bind().await.unwrap();
    stage.outlet.show(&listener);
    let gateway = stage.builder(base, &keys).build().unwrap().listen(listener).unwrap();
    let key = good.key.expose_secret().to_owned();
    let mut stream = authority.connect(gateway.address()).await.unwrap();
    let expired = old.key.expose_secret();
    for (path, key) in [
        (format!("/v1/things/{PATH}"), key.as_str()),
        (format!("/v1/hello/{PATH}"), key.as_str()),
        (format!("/v1/things/{PATH}"), expired),
        (format!("/v1/things/{PATH}"), WRONG),
    ] {
        let fields = format!("Host: a\r\nAuthorization: Bearer {key}\r\n");
        let response = ask(&mut stream, &format!("GET {path} HTTP/1.1\r\n{fields}\r\n")).await;
        stage.record_response(&response);
        seen.extend(codes(&[response]));
    }
    let body = json!({ "parts": { "token": REFUSED } }).to_string();
    let fields = format!("Host: a\r\nAuthorization: Bearer {key}\r\nContent-Length: {}\r\n", body.len());
    let put = format!("PUT /-/credentials/acme HTTP/1.1\r\n{fields}Content-Type: application/json\r\n\r\n{body}");
    let refused = ask(&mut stream, &put).await;
    let mut plain = TcpStream::connect(gateway.address()).await.unwrap();
    plain.write_all(put.as_bytes()).await.unwrap();
    let unencrypted = read_message(&mut plain).await.unwrap();
    // An upstream with a certificate of an unknown authority.
    assert!(Authority::new().connect(gateway.address()).await.is_err());
    drop(plain);
    seen.extend(codes(&[refused.clone(), unencrypted.clone()]));
    stage.record_response(&refused);
    stage.record_response(&unencrypted);
    stage.outlet.show(&gateway);
    gateway.stop().await;
    RemoteCallers { key, pair, tls, keys }
}

/// Shows every public type, as a programmer or an operator sees it.
async fn show_everything(stage: &Stage, gateway: &RunningGateway, callers: &Arc<Callers>) {
    let outlet = &stage.outlet;
    let built = stage.builder("http://127.0.0.1:1", callers).build().unwrap();
    let source = stage.store.source("default");
    for shown in [
        gateway as &dyn std::fmt::Debug,
        &built,
        &built.operations(),
        callers,
        &callers.host_policy(),
        &callers.token(),
        &stage.store,
        &stage.store.state("acme", "default"),
        &source,
        &source.credential("acme"),
        &source.status("acme"),
        &stage.environment,
        &stage.environment.credential("stytch"),
        &stage.metrics,
        &stage.audit,
        &stage.writer,
        &StoreKey::new(&[7; 32]),
        &LocalToken::generate().unwrap(),
    ] {
        outlet.show(shown);
    }
    let readiness = Readiness::default();
    let admin = Admin::bind(([127, 0, 0, 1], 0).into(), Arc::clone(&stage.metrics), readiness).await.unwrap();
    outlet.show(&admin);
    let address = admin.address();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(admin.serve(async { drop(stopped.await) }));
    for path in ["/metrics".to_owned(), "/healthz".to_owned(), "/readyz".to_owned(), format!("/{PATH}")] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nX: {SESSION}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        outlet.put("metrics", rest(stream).await);
    }
    assert!(outlet.has("metrics", "gateway_requests_total"));
    drop(stop);
    serving.await.unwrap();
}

/// Shows the errors about secrets in the wrong place.
async fn show_errors(stage: &Stage, remote: &RemoteCallers) {
    let (outlet, folder) = (&stage.outlet, &stage.folder);
    let acme = [things(bearer())];
    let key = &remote.key;
    outlet.show(&remote.tls);
    outlet.show(&remote.keys);
    for text in [
        json!({ "version": 1, "keys": [{ "id": key, "sha256": key, "expires": key, "providers": [key] }] }),
        json!({ "version": 1, "keys": [key] }),
        json!({ "version": key }),
    ] {
        outlet.tell(&CallerKeys::parse(&text.to_string(), &acme).unwrap_err());
    }
    let broken = |_: &str| Some(format!("{BASIC}\n"));
    outlet.tell(&EnvironmentCredentials::read_from([&stytch()], broken).unwrap_err());
    for parts in [&[("tokn", REFUSED.into())][..], &[("token", format!("{REFUSED}\n").into())], &[]] {
        outlet.tell(&stage.store.rotate("acme", "default", parts, SystemTime::UNIX_EPOCH).unwrap_err());
    }
    let wrong = folder.write_private("store.key", REFUSED).unwrap();
    outlet.tell(&KeyFile::new(&wrong).key().await.unwrap_err());
    folder.write_private("other.json", json!({ "format": 1, "entries": [REFUSED] }).to_string()).unwrap();
    outlet.tell(&Store::open(folder.join("other.json"), &FixedKey, &acme).await.unwrap_err());
    folder.write_private("key.pem", format!("{}{}", remote.pair.key, remote.pair.key)).unwrap();
    outlet.tell(&remote.tls.reload().unwrap_err());
    folder.write_private("key.pem", remote.pair.key.replace("-----END", "----END")).unwrap();
    outlet.tell(&remote.tls.reload().unwrap_err());
}
