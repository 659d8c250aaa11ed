//! Tokens over real connections.

use endpoint_runtime::Transport;
use endpoint_test_support::raw_server::{RawServer, Then};

use super::*;

fn json(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn calls_with_tokens(transport: impl Transport + Clone) {
    let token =
        |name: &str| json("200 OK", &format!(r#"{{"access_token":"{name}","token_type":"bearer","expires_in":3600}}"#));
    let auth = RawServer::start(vec![token("t-1"), token("t-2")], Then::KeepAlive).await;
    let ok = json("200 OK", r#"{"name":"n"}"#);
    let api = RawServer::start(vec![ok.clone(), json("401 Unauthorized", ""), ok], Then::KeepAlive).await;
    let credentials = ClientCredentials::new(format!("{}/token?tenant=a", auth.url()), "id", CANARY).scope("read");
    let builder = Client::builder().base_url(api.url()).transport(transport.clone());
    let client = builder.auth(credentials).build().unwrap();
    client.send(item()).await.unwrap();
    client.send(CreateItem::new("a")).await.unwrap();
    for (request, token) in api.requests().iter().zip(["t-1", "t-1", "t-2"]) {
        assert!(request.to_ascii_lowercase().contains(&format!("authorization: bearer {token}\r\n")), "{request}");
    }
    assert_eq!((api.requests().len(), auth.requests().len()), (3, 2));
    for request in auth.requests() {
        assert!(request.starts_with("POST /token?tenant=a HTTP/1.1\r\n"), "{request}");
        assert!(request.ends_with("\r\n\r\ngrant_type=client_credentials&scope=read"), "{request}");
        assert!(!request.contains("t-1"), "{request}");
    }
}

async fn follows_no_redirect(transport: impl Transport) {
    let other = RawServer::answering(json("200 OK", r#"{"access_token":"stolen"}"#)).await;
    let redirect =
        format!("HTTP/1.1 307 Temporary Redirect\r\nlocation: {}/token\r\ncontent-length: 0\r\n\r\n", other.url());
    let auth = RawServer::answering(redirect).await;
    let credentials = ClientCredentials::new(format!("{}/token", auth.url()), "id", CANARY).secret_in_body();
    let builder = Client::builder().base_url(other.url()).transport(transport).auth(credentials);
    let error = builder.build().unwrap().send(item()).await.unwrap_err();
    let TokenError::Request(call) = token_error(&error) else { panic!("{error:?}") };
    assert_eq!(call.status().unwrap().as_u16(), 307);
    assert_eq!(other.requests().len(), 0);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn over_reqwest() {
    let transport = endpoint_runtime::transport::ReqwestTransport::new().unwrap();
    calls_with_tokens(transport.clone()).await;
    follows_no_redirect(transport).await;
}

#[cfg(feature = "hyper")]
#[tokio::test]
async fn over_hyper() {
    let transport = endpoint_runtime::transport::HyperTransport::new().unwrap();
    calls_with_tokens(transport.clone()).await;
    follows_no_redirect(transport).await;
}

#[cfg(feature = "blocking")]
#[test]
fn from_a_blocking_client() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let auth = runtime.block_on(RawServer::answering(json("200 OK", r#"{"access_token":"t","expires_in":"60"}"#)));
    let api = runtime.block_on(RawServer::answering(json("200 OK", r#"{"name":"n"}"#)));
    let credentials = ClientCredentials::new(auth.url(), "id", CANARY);
    let client = Client::builder().base_url(api.url()).auth(credentials).build().unwrap();
    let client = endpoint_runtime::blocking::Client::new(client);
    for _ in 0..3 {
        client.send(item()).unwrap();
    }
    assert!(auth.only_request().starts_with("POST / HTTP/1.1\r\n"));
}
