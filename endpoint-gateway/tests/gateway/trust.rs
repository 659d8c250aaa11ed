//! Upstreams are authenticated before anything is sent to them.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

use std::net::SocketAddr;

use crate::support::{AllowAll, JSON, bearer, has, rest, send, serve, status, things, variable};
use endpoint_gateway::{
    Gateway, GatewayBuilder, Upstream,
    credentials::EnvironmentCredentials,
    upstream::{Authorities, AuthoritiesError, Resolve, Resolving},
};
use endpoint_test_support::{raw_server::RawServer, scratch::Scratch, tls::Authority};
use tokio::{io::AsyncWriteExt, net::TcpListener};

/// A resolver that returns one upstream's address for every name.
struct At(SocketAddr);

impl Resolve for At {
    fn resolve<'a>(&'a self, _: &'a str, _: u16) -> Resolving<'a> {
        Box::pin(std::future::ready(Ok(vec![self.0])))
    }
}

/// Starts a gateway to `https://api.acme.test`, which resolves to this address.
fn to(upstream: SocketAddr) -> GatewayBuilder {
    let acme = things(bearer());
    Gateway::builder()
        .credentials(EnvironmentCredentials::read_from([&acme], variable).unwrap())
        .upstream(Upstream::new(acme, "https://api.acme.test".parse().unwrap()))
        .egress(crate::support::loopback())
        .resolver(At(upstream))
        .admission(AllowAll)
}

fn trusting(authority: &Authority) -> Authorities {
    Authorities::parse(authority.pem().as_bytes()).unwrap()
}

#[tokio::test]
async fn an_upstream_is_reached_whose_private_authority_is_trusted() {
    let authority = Authority::new();
    let upstream = RawServer::over_tls(authority.issue("api.acme.test").server_config(), JSON).await;
    let gateway = serve(to(upstream.address).trust(trusting(&authority))).await;
    for _ in 0..2 {
        let response = send(&gateway, "GET /v1/things/a", "").await;
        assert!(status(&response) == 200 && response.ends_with("{}"), "{response}");
    }
    let seen = upstream.requests();
    assert_eq!(seen.len(), 2);
    for request in seen {
        assert!(has(&request, "host: api.acme.test"), "{request}");
        assert!(has(&request, "authorization: Bearer canary-token"), "{request}");
    }
}

#[tokio::test]
async fn nothing_is_sent_to_an_unauthenticated_upstream() {
    let (trusted, unknown) = (Authority::new(), Authority::new());
    let right = trusted.issue("api.acme.test");
    let strange = unknown.issue("api.acme.test");
    for (what, config, trust) in [
        ("another name", trusted.issue("api.evil.test").server_config(), Some(&trusted)),
        ("its address", trusted.issue("127.0.0.1").server_config(), Some(&trusted)),
        ("an unknown authority", strange.server_config(), Some(&trusted)),
        ("an authority that nobody trusts", right.server_config(), None),
    ] {
        let upstream = RawServer::over_tls(config, JSON).await;
        let builder = to(upstream.address);
        let gateway = serve(if let Some(trust) = trust { builder.trust(trusting(trust)) } else { builder }).await;
        let response = send(&gateway, "GET /v1/things/a", "").await;
        assert!(status(&response) == 502 && response.contains("\"upstream_tls\""), "{what}: {response}");
        assert!(!response.contains("canary"), "{what}: {response}");
        assert_eq!(upstream.requests(), [""; 0], "{what}");
    }
    // An upstream without TLS receives a ClientHello, which contains no secret.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gateway = serve(to(listener.local_addr().unwrap()).trust(trusting(&trusted))).await;
    let plain = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(JSON.as_bytes()).await.unwrap();
        rest(stream).await
    };
    let (response, received) = tokio::join!(send(&gateway, "GET /v1/things/a", ""), plain);
    assert!(status(&response) == 502 && response.contains("\"upstream_tls\""), "{response}");
    assert!(!received.is_empty() && !received.contains("canary"), "{received}");
}

#[test]
fn authorities_are_read_from_a_file_as_a_whole_or_not_at_all() {
    let (folder, authority, other) = (Scratch::new().unwrap(), Authority::new(), Authority::new());
    let both = folder.write_private("both.pem", format!("{}{}", authority.pem(), other.pem())).unwrap();
    assert_eq!(format!("{:?}", Authorities::read(both).unwrap()), "Authorities(2)");
    // As PowerShell's `Out-File` writes it.
    let marked = format!("\u{feff}{}", authority.pem());
    assert_eq!(format!("{:?}", Authorities::parse(marked.as_bytes()).unwrap()), "Authorities(1)");
    let pair = authority.issue("a.test");
    for wrong in ["", "no pem", &pair.key, "-----BEGIN CERTIFICATE-----\nMTIz\n-----END CERTIFICATE-----\n"] {
        assert_eq!(Authorities::parse(wrong.as_bytes()).unwrap_err(), AuthoritiesError::Certificates, "{wrong}");
    }
    let broken = format!("{}-----BEGIN CERTIFICATE-----\nMTIz\n-----END CERTIFICATE-----\n", authority.pem());
    assert_eq!(Authorities::parse(broken.as_bytes()).unwrap_err(), AuthoritiesError::Certificates);
    let missing = Authorities::read(folder.join("missing.pem")).unwrap_err();
    assert!(missing.to_string().contains("missing.pem"), "{missing}");
}
