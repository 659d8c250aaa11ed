//! Plain http to other machines.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use crate::support::*;
use endpoint_runtime::{
    Auth, BuildError, Client, ClientBuilder, EncodeErrorKind, Error, Stage,
    auth::{ApiKey, Basic, Bearer, ClientCredentials},
    client::ClientUrl,
};

const PARCELS: &str = "http://parcels:8080";

fn at(url: &str) -> ClientBuilder {
    Client::builder().base_url(url).service(FakeProvider::new([]))
}

fn error(builder: ClientBuilder) -> BuildError {
    builder.build().unwrap_err()
}

#[test]
fn it_is_refused_until_it_is_allowed_in_any_order_and_for_every_url() {
    for url in [PARCELS, "http://10.0.0.7/v1", "http://127.0.0.1.evil.test"] {
        let refused = error(at(url));
        assert!(matches!(refused, BuildError::PlainHttp { url: ClientUrl::Base }), "{refused:?}");
        assert!(refused.to_string().starts_with("the base URL is plain http"), "{refused}");
        assert!(refused.to_string().contains("call the builder's `allow_plain_http`"), "{refused}");
        assert!(at(url).allow_plain_http().build().is_ok());
        let allowed = Client::builder().allow_plain_http().base_url(url.to_owned()).service(FakeProvider::new([]));
        assert_eq!(allowed.build().unwrap().base_url().to_string(), url);
    }
    let files = || at("https://api.test").host("files", "http://files");
    let refused = error(files());
    assert!(matches!(&refused, BuildError::PlainHttp { url: ClientUrl::Host(name) } if name == "files"), "{refused:?}");
    assert!(refused.to_string().starts_with("the URL of the host `files` is plain http"), "{refused}");
    assert!(files().allow_plain_http().build().is_ok());
    // The permission for credentials is none for the rest.
    assert!(matches!(error(at(PARCELS).allow_credentials_over_plain_http()), BuildError::PlainHttp { .. }));
    // It makes no other URL valid.
    assert!(matches!(error(at("ftp://parcels").allow_plain_http()), BuildError::BaseUrl(_)));
    assert!(matches!(error(at("http://u:p@parcels").allow_plain_http()), BuildError::BaseUrl(_)));
    // A later URL takes the place of one that is refused.
    assert!(at(PARCELS).base_url("https://api.test").build().is_ok());
}

#[test]
fn a_credential_needs_a_permission_of_its_own() {
    let auths: [Auth; 4] = [
        Basic::new("p", CANARY).into(),
        Bearer::new(CANARY).into(),
        ApiKey::new("X-Key", CANARY).into(),
        ClientCredentials::new("https://auth.test/token", "id", CANARY).into(),
    ];
    for auth in auths {
        for builder in [at(PARCELS), at("https://api.test").host("files", "http://files")] {
            let refused = error(builder.auth(auth.clone()).allow_plain_http());
            assert!(matches!(refused, BuildError::PlainHttpCredential { .. }), "{refused:?}");
            assert!(refused.to_string().contains("`allow_credentials_over_plain_http`"), "{refused}");
        }
        let allowed = at(PARCELS).auth(auth.clone()).allow_credentials_over_plain_http().allow_plain_http();
        assert!(allowed.build().is_ok());
        for url in ["https://api.test", "http://localhost:1", "http://[::1]"] {
            assert!(at(url).auth(auth.clone()).build().is_ok(), "{url}");
        }
    }
    let token = |url| at("https://api.test").auth(ClientCredentials::new(url, "id", CANARY));
    let refused = error(token("http://auth/token"));
    assert!(matches!(refused, BuildError::PlainHttp { url: ClientUrl::TokenEndpoint }), "{refused:?}");
    let refused = error(token("http://auth/token").allow_plain_http());
    assert!(matches!(refused, BuildError::PlainHttpCredential { url: ClientUrl::TokenEndpoint }), "{refused:?}");
    assert!(token("http://auth/token").allow_plain_http().allow_credentials_over_plain_http().build().is_ok());
    assert!(token("http://127.0.0.1:1/token").build().is_ok());
    for url in
        ["auth.test/token", "https://u:p@auth.test/token", "https://auth.test/token?a#b", "https://auth.test/a b"]
    {
        assert!(matches!(error(token(url)), BuildError::TokenUrl(_)), "{url}");
    }
}

#[tokio::test]
async fn a_secret_header_of_the_caller_is_refused_and_the_arguments_of_endpoints_are_sent() {
    let secret_default = error(at(PARCELS).allow_plain_http().header("x-key", sensitive(CANARY)));
    assert!(matches!(secret_default, BuildError::Header(_)), "{secret_default:?}");
    assert!(secret_default.to_string().contains("`x-key` is a credential"), "{secret_default}");

    let provider = FakeProvider::new([ok(), ok(), ok(), ok()]);
    let service = || Client::builder().service(provider.clone()).allow_plain_http();
    let client = service().base_url(PARCELS).host("files", "https://files.test").build().unwrap();
    let refused = |error: Error<Problem>| {
        let encode = error.as_encode().unwrap();
        assert!(matches!(encode.kind(), EncodeErrorKind::PlainHttpCredential), "{error:?}");
        assert_eq!(error.stage(), Stage::Encode);
        encode.field().to_owned()
    };
    // An endpoint without the client's credential, which alone may set `Authorization`.
    let call = |name, value| client.send(OpenItem::new("a")).header(name, value);
    assert_eq!(refused(call("Authorization", "Bearer x".parse().unwrap()).await.unwrap_err()), "authorization");
    assert_eq!(refused(call("cookie", "a=b".parse().unwrap()).await.unwrap_err()), "cookie");
    assert_eq!(refused(call("x-key", sensitive(CANARY)).await.unwrap_err()), "x-key");
    let raw = |uri: &str| {
        let mut request = get(uri);
        request.headers_mut().insert("authorization", "Bearer x".parse().unwrap());
        client.execute(request)
    };
    for uri in ["/x", "http://parcels:8080/x"] {
        let error = raw(uri).await.unwrap_err();
        assert_eq!((error.stage(), error.as_encode().unwrap().field()), (Stage::Encode, "authorization"));
    }
    assert_eq!(provider.received().len(), 0);

    // To a host with TLS, and what the endpoint declares.
    raw("https://files.test/x").await.unwrap();
    client.send(FileItem::new("a")).header("cookie", "a=b").await.unwrap();
    client.send(PutItem::new("a")).header("x-trace", "1").await.unwrap();
    let allowed = service().base_url(PARCELS).allow_credentials_over_plain_http().build().unwrap();
    allowed.send(OpenItem::new("a")).header("authorization", "Bearer x").await.unwrap();
    assert_eq!(provider.received()[3].head.uri(), "http://parcels:8080/items/a");
}

#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod over_a_socket {
    use endpoint_runtime::Transport;
    use endpoint_test_support::raw_server::RawServer;

    use super::*;

    const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"name\":\"n\"}";

    /// A URL that no rule knows as loopback.
    fn url(server: &RawServer) -> String {
        format!("http://0.0.0.0:{}", server.address.port())
    }

    async fn arrives(transport: impl Transport) {
        let server = RawServer::answering(OK).await;
        let builder = Client::builder().base_url(url(&server)).allow_plain_http().auth(Bearer::new("tok"));
        let client = builder.allow_credentials_over_plain_http().transport(transport).build().unwrap();
        assert_eq!(client.send(GetItem::new("a")).await.unwrap().name, "n");
        let request = server.only_request();
        assert!(request.starts_with("GET /items/a HTTP/1.1\r\n"), "{request}");
        assert!(request.to_ascii_lowercase().contains("authorization: bearer tok\r\n"), "{request}");
    }

    #[cfg(feature = "reqwest")]
    #[tokio::test]
    async fn it_arrives_over_reqwest() {
        arrives(endpoint_runtime::transport::ReqwestTransport::new().unwrap()).await;
    }

    #[cfg(feature = "hyper")]
    #[tokio::test]
    async fn it_arrives_over_hyper() {
        arrives(endpoint_runtime::transport::HyperTransport::new().unwrap()).await;
    }

    #[cfg(feature = "blocking")]
    #[test]
    fn it_arrives_from_a_blocking_client() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let server = runtime.block_on(RawServer::answering(OK));
        let client = Client::builder().base_url(url(&server)).allow_plain_http().build().unwrap();
        let client = endpoint_runtime::blocking::Client::new(client);
        assert_eq!(client.send(GetItem::new("a")).unwrap().name, "n");
    }
}
