//! Secrets appear in no error and no trace, whatever goes wrong, even if the server repeats them.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::{
    error::Error,
    fmt::Debug,
    io::Write,
    sync::{Arc, Mutex},
};

use support::{SECRET, SESSION, both, json, revoke};
use tracing_subscriber::fmt::format::FmtSpan;

/// The secrets in clear and as they are sent.
const CANARIES: [&str; 3] = [SECRET, SESSION, "cHJvamVjdC10ZXN0LTE6czNjcmV0LWNhbmFyeQ=="];

fn check(text: &str, place: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{place} shows {canary}: {text}");
    }
}

/// Formats an error and its sources in every way.
fn check_error(error: &(dyn Error + 'static), place: &str) {
    let mut error = Some(error);
    while let Some(this) = error {
        check(&format!("{this} {this:?} {this:#?}"), place);
        error = this.source();
    }
}

/// A writer for a tracing subscriber, which keeps the text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn shown(value: impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

#[test]
fn secrets_occur_nowhere() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tracing::subscriber::with_default(subscriber, || runtime.block_on(every_failure()));

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("url.template"), "the log is one of our calls: {log}");
    check(&log, "tracing");
}

async fn every_failure() {
    let repeated = CANARIES.join(" ");
    let error = format!(
        r#"{{"error_type":"unauthorized {repeated}","error_message":"no: {repeated}","request_id":"{repeated}"}}"#
    );
    let answers = [
        json("401 Unauthorized", &format!("x-repeated: {repeated}\r\n"), &error),
        json("404 Not Found", &format!("location: {repeated}\r\n"), &format!("<html>{repeated}")),
        json("200 OK", "", &format!(r#"{{"status_code":"{repeated}"}}"#)),
        json("200 OK", "", &format!(r#"{{"request_id":"{repeated}"#)),
        format!("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{repeated}").into_bytes(),
        format!("{repeated}\r\n\r\n").into_bytes(),
        Vec::new(),
    ];
    for (index, answer) in answers.iter().enumerate() {
        for transport in [0, 1] {
            let server = support::server(vec![answer.clone()]).await;
            let (name, stytch) = both(&server.url()).into_iter().nth(transport).unwrap();
            let place = format!("answer {index} over {name}");
            check(&shown(&stytch), &place);
            check(&shown(revoke()), &place);
            let call = stytch.send(revoke());
            check(&shown(&call), &place);
            let error = call.await.unwrap_err();
            check_error(&error, &place);
            if let Some(body) = error.body().filter(|_| index < 4) {
                let body = String::from_utf8_lossy(body);
                assert!(body.contains(SESSION), "{place}: the body is there for who asks: {body}");
            }
        }
    }
    for (name, stytch) in both("http://127.0.0.1:1") {
        check_error(&stytch.send(revoke()).await.unwrap_err(), name);
        let unsendable = revoke().session_token(format!("{SESSION}\n").as_str());
        check_error(&stytch.send(unsendable).await.unwrap_err(), name);
    }
}
