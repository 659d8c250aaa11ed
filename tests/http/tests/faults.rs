//! Errors after network and server failures.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::time::Duration;

use endpoint_runtime::{RetryPolicy, Stage};
use endpoint_test_support::raw_server::read_message;
use support::{REVOKED, both, hyper, json, reqwest, revoke};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};

/// Runs a call over each transport against a server that answers with these bytes and closes the connection.
async fn answered(answer: &[u8], check: impl Fn(&str, stytch_endpoints::Error)) {
    for transport in [0, 1] {
        let server = support::server(vec![answer.to_vec()]).await;
        let (name, stytch) = both(&server.url()).into_iter().nth(transport).unwrap();
        check(name, stytch.send(revoke()).await.unwrap_err());
        assert_eq!(server.requests().len(), 1, "{name}: one attempt");
    }
}

/// Runs a call over each transport against a server that is driven by hand.
async fn driven<F: Future<Output = ()> + Send + 'static>(
    drive: impl Fn(TcpStream) -> F + Clone + Send + Sync + 'static,
    limit: Duration,
    check: impl Fn(&str, stytch_endpoints::Error),
) {
    for transport in [0, 1] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let drive = drive.clone();
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            read_message(&mut stream).await;
            drive(stream).await;
        });
        let (name, stytch) = both(&url).into_iter().nth(transport).unwrap();
        check(name, stytch.send(revoke()).timeout(limit).await.unwrap_err());
        server.abort();
    }
}

#[tokio::test]
async fn a_refused_connection_is_an_error_of_the_connect_stage() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for (name, stytch) in both(&url) {
        let error = stytch.send(revoke()).await.unwrap_err();
        assert_eq!(error.stage(), Stage::Connect, "{name}");
        assert!(error.is_retryable() && error.status().is_none(), "{name}");
        assert!(std::error::Error::source(&error).is_some(), "{name}: what the system said is kept");
    }
}

#[tokio::test]
async fn a_connection_reset_in_the_body_keeps_what_arrived() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\nx-request-id: r-1\r\n\r\n{\"request_id\":\"re";
    answered(begun, |name, error| {
        assert_eq!(error.stage(), Stage::Transport, "{name}");
        assert_eq!(error.status().unwrap(), 200, "{name}");
        assert_eq!(error.request_id(), Some("r-1"), "{name}");
        assert_eq!(error.body().unwrap().as_ref(), b"{\"request_id\":\"re", "{name}");
        assert!(!error.is_retryable(), "{name}: the revocation may have happened");
    })
    .await;
}

#[tokio::test]
async fn a_connection_closed_without_an_answer_is_a_transport_error() {
    answered(b"", |name, error| {
        assert_eq!(error.stage(), Stage::Transport, "{name}");
        assert!(error.status().is_none(), "{name}");
    })
    .await;
}

#[tokio::test]
async fn a_body_that_never_ends_in_time_keeps_what_arrived() {
    let drip = |mut stream: TcpStream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"req").await.unwrap();
        std::future::pending::<()>().await;
    };
    driven(drip, Duration::from_millis(400), |name, error| {
        assert!(error.is_timeout(), "{name}: {error}");
        assert_eq!(error.status().unwrap(), 200, "{name}");
        assert_eq!(error.body().unwrap().as_ref(), b"{\"req", "{name}");
    })
    .await;
}

#[tokio::test]
async fn a_missing_response_is_a_timeout() {
    let silence = |stream: TcpStream| async move {
        let _open = stream;
        std::future::pending::<()>().await;
    };
    driven(silence, Duration::from_millis(200), |name, error| {
        assert!(error.is_timeout() && error.status().is_none(), "{name}: {error}");
    })
    .await;
}

#[tokio::test]
async fn an_html_502_is_an_api_error_with_everything() {
    let html = "<html><h1>502 Bad Gateway</h1></html>";
    let length = html.len();
    let answer =
        format!("HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n\r\n{html}");
    answered(answer.as_bytes(), |name, error| {
        assert_eq!(error.stage(), Stage::Api, "{name}");
        assert_eq!(error.status().unwrap(), 502, "{name}");
        assert_eq!(error.headers().unwrap()["content-type"], "text/html", "{name}");
        assert_eq!(error.body().unwrap(), html, "{name}");
        assert!(error.as_api().is_none() && error.is_retryable(), "{name}");
        assert!(!format!("{error} {error:?}").contains("Bad Gateway</h1>"), "{name}: the body is asked for");
    })
    .await;
}

#[tokio::test]
async fn truncated_json_is_a_decode_error_with_everything() {
    answered(&json("200 OK", "x-request-id: r-2\r\n", r#"{"request_id":"#), |name, error| {
        assert_eq!(error.stage(), Stage::Decode, "{name}");
        assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("r-2")), "{name}");
        assert_eq!(error.body().unwrap(), r#"{"request_id":"#, "{name}");
        assert!(!error.is_retryable(), "{name}");
    })
    .await;
}

#[tokio::test]
async fn a_content_length_of_ten_gibibytes_is_refused() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 10737418240\r\n\r\n{";
    answered(answer, |name, error| {
        assert_eq!(error.stage(), Stage::Decode, "{name}: {error:?}");
        assert_eq!(error.status().unwrap(), 200, "{name}");
        assert!(error.to_string().contains("16777216"), "{name}: {error:?}");
    })
    .await;
}

#[tokio::test]
async fn an_endless_body_ends_at_the_cap() {
    let endless = |mut stream: TcpStream| async move {
        stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await.unwrap();
        let chunk = [b"1000\r\n".as_slice(), &[b' '; 4096], b"\r\n"].concat();
        while stream.write_all(&chunk).await.is_ok() {}
    };
    driven(endless, Duration::from_secs(60), |name, error| {
        assert_eq!(error.stage(), Stage::Decode, "{name}: {error:?}");
        assert_eq!(error.body().unwrap().len(), 16 * 1024 * 1024, "{name}");
    })
    .await;
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let location = format!("location: http://{}/steal\r\n", other.local_addr().unwrap());
    for status in
        ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        answered(&json(status, &location, "{}"), |name, error| {
            assert_eq!(error.stage(), Stage::Api, "{name}");
            assert_eq!(error.status().unwrap().as_str(), &status[..3], "{name}");
        })
        .await;
    }
    // A client that followed would be waiting in the queue.
    let followed = tokio::time::timeout(Duration::ZERO, other.accept()).await;
    assert!(followed.is_err(), "credentials went to another origin");
}

#[tokio::test]
async fn retry_after_is_honored_in_seconds_and_as_a_date() {
    let busy = r#"{"status_code":429,"error_type":"too_many_requests"}"#;
    let date = "date: Sun, 22 Nov 2026 10:00:00 GMT\r\nretry-after: Sun, 22 Nov 2026 10:00:00 GMT\r\n";
    for header in ["retry-after: 0\r\n", date] {
        for client in [reqwest, hyper] {
            let answers = vec![
                json("429 Too Many Requests", header, busy),
                json("503 Service Unavailable", header, busy),
                json("200 OK", "", REVOKED),
            ];
            let server = support::server(answers).await;
            let revoked = client(&server.url()).send(revoke()).await.unwrap();
            assert_eq!(revoked.status_code, 200);
            let requests = server.requests();
            assert_eq!(requests.len(), 3);
            assert!(requests.iter().all(|request| *request == requests[0]), "every attempt is the same request");
        }
    }
}

#[tokio::test]
async fn a_retry_after_beyond_the_timeout_ends_the_call_at_once() {
    let busy = r#"{"status_code":429,"error_type":"too_many_requests","request_id":"r-3"}"#;
    let answer = json("429 Too Many Requests", "retry-after: 3600\r\n", busy);
    let server = support::server(vec![answer]).await;
    let error = reqwest(&server.url()).send(revoke()).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (429, Some("r-3")));
    assert_eq!(error.headers().unwrap()["retry-after"], "3600", "the caller may wait longer than we");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_policy_of_none_sends_once() {
    let server = support::server(vec![json("503 Service Unavailable", "", "{}")]).await;
    let stytch = stytch_endpoints::Stytch::builder(support::PROJECT_ID, support::SECRET);
    let stytch = stytch.base_url(server.url()).retry(RetryPolicy::none()).build().unwrap();
    assert_eq!(stytch.send(revoke()).await.unwrap_err().status().unwrap(), 503);
    assert_eq!(server.requests().len(), 1);
}
