//! Callers on other machines: over TLS, each with its key.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may fail, too")]

use std::{path::PathBuf, sync::Arc, time::Duration};

use crate::support::{
    AllowAll, JSON, bearer, builder, has, rest, status, things,
    tls::{ask, is_ended, shown},
};
use endpoint_gateway::{
    CallerAdmission, Gateway, GatewayError, Listen, RunningGateway, Tls, TlsError,
    callers::{CallerKeys, Callers, NewKey},
    file_access::FileAccessError,
    limits::{LimitOptions, Limits},
};
use endpoint_test_support::{
    raw_server::{RawServer, read_message},
    scratch::{Scratch, set_mode},
    tls::{Authority, Certificate},
};
use secrecy::ExposeSecret;
use serde_json::json;
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    time::{Instant, timeout},
};
use tokio_rustls::rustls::version::{TLS12, TLS13};

const ANY: ([u8; 4], u16) = ([0, 0, 0, 0], 0);
const LOCAL: ([u8; 4], u16) = ([127, 0, 0, 1], 0);

/// A certificate for this machine, and its authority.
struct Certified {
    folder: Scratch,
    authority: Authority,
    pair: Certificate,
    tls: Tls,
}

impl Certified {
    fn new() -> Self {
        let (folder, authority) = (Scratch::new().unwrap(), Authority::new());
        let pair = authority.issue("127.0.0.1");
        let (chain, key) = write(&folder, &pair);
        let tls = Tls::from_files(chain, key).unwrap();
        Self { folder, authority, pair, tls }
    }

    /// Replaces the certificate by a new one.
    fn renew(&self) -> Certificate {
        let pair = self.authority.issue("127.0.0.1");
        write(&self.folder, &pair);
        pair
    }
}

fn write(folder: &Scratch, pair: &Certificate) -> (PathBuf, PathBuf) {
    let write = |name: &str, pem: &str| folder.write_private(name, pem).unwrap();
    (write("chain.pem", &pair.pem), write("key.pem", &pair.key))
}

/// Returns callers with a new key for one operation, and the key.
fn keyed() -> (CallerAdmission, String) {
    let key = NewKey::generate("ci").unwrap();
    let entry = json!({
        "id": "ci", "sha256": key.sha256, "expires": "9999-01-01T00:00:00Z", "operations": ["acme/things_show"],
    });
    let keys = CallerKeys::parse(&json!({ "version": 1, "keys": [entry] }).to_string(), &[things(bearer())]).unwrap();
    (admission_of(Callers::keys::<&str>(keys, &[], &[]).unwrap()), key.key.expose_secret().to_owned())
}

fn admission_of(callers: Callers) -> CallerAdmission {
    CallerAdmission::new(Arc::new(callers), Limits::new(LimitOptions::default()))
}

/// Starts a gateway that other machines may reach, and returns a key for it.
async fn open(certified: &Certified) -> (RunningGateway, RawServer, String) {
    let (upstream, (admission, key)) = (RawServer::answering(JSON).await, keyed());
    let gateway = builder(upstream.address).admission(admission).build().unwrap();
    let listener = Listen::tls(ANY, certified.tls.clone()).bind().await.unwrap();
    (gateway.listen(listener).unwrap(), upstream, key)
}

fn get(path: &str, key: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {key}\r\n\r\n")
}

#[tokio::test]
async fn a_key_opens_what_it_covers_over_tls() {
    let certified = Certified::new();
    let (gateway, upstream, key) = open(&certified).await;
    assert!(gateway.url().starts_with("https://0.0.0.0:"), "{}", gateway.url());
    for version in [&TLS12, &TLS13] {
        let mut stream = certified.authority.connect_with(gateway.address(), &[version]).await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"http/1.1".as_slice()));
        assert_eq!(status(&ask(&mut stream, &get("/v1/things/1", &key)).await), 200);
        assert_eq!(status(&ask(&mut stream, &get("/v1/hello/me", &key)).await), 403);
        assert_eq!(status(&ask(&mut stream, &get("/v1/things/1", "gw_ci_wrong")).await), 401);
        assert_eq!(status(&ask(&mut stream, "GET /v1/things/1 HTTP/1.1\r\nHost: gateway\r\n\r\n").await), 401);
    }
    assert_eq!(upstream.requests().len(), 2);
    assert!(upstream.requests().iter().all(|request| !request.contains(&key)));
}

#[tokio::test]
async fn nothing_is_open_to_others_without_tls_and_keys() {
    let certified = Certified::new();
    let upstream = RawServer::answering(JSON).await;
    let text = |error: GatewayError| error.to_string();
    let refused = Listen::loopback(ANY).bind().await.unwrap_err();
    assert!(matches!(refused, GatewayError::NotLoopback { .. }) && text(refused).contains("certificate"));
    let socket = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    assert!(matches!(Listen::loopback(LOCAL).on(socket).bind().await, Err(GatewayError::NotLoopback { .. })));
    let socket = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    let gateway = builder(upstream.address).build().unwrap();
    assert!(matches!(gateway.serve_on(socket), Err(GatewayError::NotLoopback { .. })));
    let token = |bound| admission_of(Callers::local::<&str>(bound, &[]).unwrap());
    for (listen, needs) in [
        (Listen::tls(ANY, certified.tls.clone()), true),
        (Listen::behind_tls_proxy(ANY), true),
        (Listen::behind_tls_proxy(LOCAL), true),
        (Listen::tls(LOCAL, certified.tls.clone()), false),
        (Listen::loopback(LOCAL), false),
    ] {
        let shown = format!("{listen:?}");
        let listener = listen.bind().await.unwrap();
        let local = ([127, 0, 0, 1], listener.address().port()).into();
        let gateway = builder(upstream.address).admission(Arc::new(token(local))).build().unwrap();
        match gateway.listen(listener) {
            Err(error @ GatewayError::KeysRequired { .. }) => assert!(needs && text(error).contains("keys"), "{shown}"),
            other => assert!(!needs && other.is_ok(), "{shown}"),
        }
    }
}

#[tokio::test]
async fn a_proxy_that_speaks_tls_is_served_without_but_not_without_a_key() {
    let (upstream, (admission, key)) = (RawServer::answering(JSON).await, keyed());
    let gateway = builder(upstream.address).admission(admission).build().unwrap();
    let gateway = gateway.listen(Listen::behind_tls_proxy(LOCAL).bind().await.unwrap()).unwrap();
    assert_eq!(status(&crate::support::send(&gateway, "GET /v1/things/1", "").await), 401);
    let proof = format!("Authorization: Bearer {key}\r\n");
    assert_eq!(status(&crate::support::send(&gateway, "GET /v1/things/1", &proof).await), 200);
}

#[tokio::test]
async fn on_this_machine_the_token_opens_it_over_tls_too() {
    let (certified, upstream) = (Certified::new(), RawServer::answering(JSON).await);
    let listener = Listen::tls(LOCAL, certified.tls.clone()).bind().await.unwrap();
    let (bound, base) = (listener.address(), listener.url());
    let callers = Callers::local::<&str>(bound, &[]).unwrap().over_tls();
    let url = callers.token().unwrap().url_at(&base);
    let token = url.expose_secret().strip_prefix(&format!("https://{bound}/#token=")).unwrap();
    let gateway = builder(upstream.address).admission(admission_of(callers)).build().unwrap().listen(listener).unwrap();
    let mut stream = certified.authority.connect(bound).await.unwrap();
    for (scheme, expected) in [("https", 200), ("http", 403)] {
        let fields = format!("Host: {bound}\r\nOrigin: {scheme}://{bound}\r\nAuthorization: Bearer {token}\r\n");
        let response = ask(&mut stream, &format!("GET /v1/things/1 HTTP/1.1\r\n{fields}\r\n")).await;
        assert_eq!(status(&response), expected, "{response}");
    }
    gateway.stop().await;
    assert!(is_ended(&mut stream).await);
}

#[tokio::test]
async fn a_new_certificate_is_for_new_connections() {
    let certified = Certified::new();
    let (gateway, _upstream, key) = open(&certified).await;
    let mut before = certified.authority.connect(gateway.address()).await.unwrap();
    assert_eq!(shown(&before), certified.pair.der());
    let renewed = certified.renew();
    assert_eq!(shown(&certified.authority.connect(gateway.address()).await.unwrap()), certified.pair.der());
    certified.tls.reload().unwrap();
    assert_eq!(status(&ask(&mut before, &get("/v1/things/1", &key)).await), 200);
    let mut after = certified.authority.connect(gateway.address()).await.unwrap();
    assert_eq!(shown(&after), renewed.der());
    assert_eq!(status(&ask(&mut after, &get("/v1/things/1", &key)).await), 200);
}

#[tokio::test]
async fn a_bad_certificate_keeps_the_old_one() {
    let certified = Certified::new();
    let (gateway, ..) = open(&certified).await;
    let other = certified.authority.issue("127.0.0.1");
    let (chain, key) = write(&certified.folder, &certified.pair);
    let refused = |change: &dyn Fn()| {
        change();
        let error = certified.tls.reload().unwrap_err();
        write(&certified.folder, &certified.pair);
        assert!(!error.to_string().contains("PRIVATE"), "{error}");
        error
    };
    let put = |name: &str, text: &str| drop(certified.folder.write_private(name, text).unwrap());
    assert!(matches!(refused(&|| put("key.pem", &other.key)), TlsError::Pair { .. }));
    assert!(matches!(refused(&|| put("chain.pem", &other.pem)), TlsError::Pair { .. }));
    assert!(matches!(refused(&|| put("chain.pem", "")), TlsError::Certificates { .. }));
    assert!(matches!(refused(&|| put("chain.pem", &certified.pair.key)), TlsError::Certificates { .. }));
    assert!(matches!(refused(&|| put("key.pem", &certified.pair.pem)), TlsError::Key { .. }));
    let two = format!("{}{}", certified.pair.key, other.key);
    assert!(matches!(refused(&|| put("key.pem", &two)), TlsError::Key { .. }));
    let garbage = "-----BEGIN PRIVATE KEY-----\nMTIz\n-----END PRIVATE KEY-----\n";
    assert!(matches!(refused(&|| put("key.pem", garbage)), TlsError::Key { .. }));
    assert!(matches!(refused(&|| put("key.pem", &"a".repeat(2 << 20))), TlsError::TooLarge { .. }));
    assert!(matches!(refused(&|| std::fs::remove_file(&chain).unwrap()), TlsError::File { .. }));
    #[cfg(unix)]
    for mode in [0o644, 0o640, 0o602] {
        let error = refused(&|| set_mode(&key, mode).unwrap());
        assert_eq!(error, TlsError::Access(FileAccessError::Shared { path: key.clone(), mode }));
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    assert_eq!(shown(&certified.authority.connect(gateway.address()).await.unwrap()), certified.pair.der());
    certified.tls.reload().unwrap();
}

#[tokio::test]
async fn a_request_without_tls_gets_a_problem() {
    let certified = Certified::new();
    let (gateway, upstream, key) = open(&certified).await;
    let mut stream = TcpStream::connect(("127.0.0.1", gateway.address().port())).await.unwrap();
    stream.write_all(get("/v1/things/1", &key).as_bytes()).await.unwrap();
    let response = read_message(&mut stream).await.unwrap();
    assert!(status(&response) == 400 && response.contains("tls_wanted") && !response.contains(&key), "{response}");
    assert!(
        has(&response, "content-type: application/problem+json") && has(&response, "connection: close"),
        "{response}"
    );
    assert_eq!(rest(stream).await, "");
    assert!(upstream.requests().is_empty());
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_given_up_and_holds_its_own_place_only() {
    let certified = Certified::new();
    let (gateway, _upstream, key) = open(&certified).await;
    let address = ("127.0.0.1", gateway.address().port());
    // Nothing, one byte, and the head of a ClientHello.
    for begin in [&b""[..], &[0x16], &[0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]] {
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(begin).await.unwrap();
        let mut other = certified.authority.connect(gateway.address()).await.unwrap();
        assert_eq!(status(&ask(&mut other, &get("/v1/things/1", &key)).await), 200);
        tokio::time::pause();
        let started = Instant::now();
        timeout(Duration::from_secs(60), rest(slow)).await.unwrap();
        let waited = started.elapsed();
        tokio::time::resume();
        assert!(waited >= Duration::from_secs(9) && waited < Duration::from_secs(30), "{begin:?} {waited:?}");
    }
}

#[tokio::test]
async fn a_request_is_read_however_its_bytes_are_split_into_records() {
    let certified = Certified::new();
    let (gateway, upstream, key) = open(&certified).await;
    let mut stream = certified.authority.connect(gateway.address()).await.unwrap();
    for byte in get("/v1/things/1", &key).into_bytes() {
        stream.write_all(&[byte]).await.unwrap();
        stream.flush().await.unwrap();
    }
    assert_eq!(status(&read_message(&mut stream).await.unwrap()), 200);
    // A head that two servers could frame differently is refused over TLS, too.
    let twice = get("/v1/things/1", &key).replace("\r\n\r\n", "\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(status(&ask(&mut stream, &twice).await), 400);
    assert!(is_ended(&mut stream).await);
    upstream.only_request();
}

#[tokio::test]
async fn the_end_waits_for_what_is_under_way() {
    let certified = Certified::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (admission, key) = keyed();
    let gateway = builder(listener.local_addr().unwrap()).admission(admission).build().unwrap();
    let gateway = gateway.listen(Listen::tls(LOCAL, certified.tls.clone()).bind().await.unwrap()).unwrap();
    let mut stream = certified.authority.connect(gateway.address()).await.unwrap();
    stream.write_all(get("/v1/things/1", &key).as_bytes()).await.unwrap();
    let (mut served, _) = listener.accept().await.unwrap();
    read_message(&mut served).await.unwrap();
    let mut stopping = tokio::spawn(gateway.stop());
    tokio::time::pause();
    assert!(timeout(Duration::from_secs(5), &mut stopping).await.is_err());
    tokio::time::resume();
    served.write_all(JSON.as_bytes()).await.unwrap();
    let response = read_message(&mut stream).await.unwrap();
    assert!(status(&response) == 200 && has(&response, "connection: close"), "{response}");
    assert!(is_ended(&mut stream).await);
    stopping.await.unwrap();
}

#[test]
fn only_paths_are_shown() {
    let certified = Certified::new();
    let shown = format!("{:?} {:?}", certified.tls, Listen::tls(LOCAL, certified.tls.clone()));
    assert!(shown.contains("key.pem") && shown.len() < 1000, "{shown}");
    let key: String = certified.pair.key.lines().filter(|line| !line.starts_with('-')).collect();
    assert!(!shown.contains(&key[..20]), "{shown}");
}

#[tokio::test]
async fn a_gateway_is_not_replaced_by_one_without_keys() {
    let certified = Certified::new();
    let (gateway, upstream, key) = open(&certified).await;
    let lax: Gateway = builder(upstream.address).admission(AllowAll).build().unwrap();
    assert!(matches!(gateway.replace(lax), Err(GatewayError::KeysRequired { .. })));
    let mut stream = certified.authority.connect(gateway.address()).await.unwrap();
    assert_eq!(status(&ask(&mut stream, &get("/v1/hello/me", "")).await), 401);
    assert_eq!(status(&ask(&mut stream, &get("/v1/things/1", &key)).await), 200);
}
