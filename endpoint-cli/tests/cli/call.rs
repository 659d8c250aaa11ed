//! `call`: its output and its exit codes.

use std::{
    io::{self, ErrorKind, Write},
    net::TcpListener,
    time::Instant,
};

use endpoint_cli::{Cli, Exit, Io};
use endpoint_test_support::recorder::{Answer, Recorder};
use serde_json::json;

use crate::{
    fixture_provider::provider,
    support::{CREDENTIALS, Outcome, Run, acme},
};

fn find(recorder: &Recorder) -> Run {
    let run = acme("call things.find --thing-id t").env(CREDENTIALS);
    run.env([("ACME_BASE_URL", recorder.url().as_str())])
}

fn answering(status: u16, content_type: &str, body: &str) -> Recorder {
    let recorder = Recorder::start().unwrap();
    let headers = vec![("Content-Type".to_owned(), content_type.to_owned()), ("X-Extra".to_owned(), "1".to_owned())];
    recorder.answer(Answer { status, headers, body: body.into() });
    recorder
}

#[test]
fn the_body_is_printed_as_json_and_nothing_else() {
    let recorder = answering(200, "application/json", r#"[{"thing_id":"a","b":[1.50,null]}]"#);
    let expected = "[\n  {\n    \"thing_id\": \"a\",\n    \"b\": [\n      1.50,\n      null\n    ]\n  }\n]\n";
    assert_eq!(find(&recorder).done(), expected);
    assert_eq!(find(&recorder).arg("--compact").done(), "[{\"thing_id\":\"a\",\"b\":[1.50,null]}]\n");
    let outcome = find(&recorder).arg("-i").run();
    assert_eq!((outcome.exit, outcome.stdout.as_str()), (Exit::Success, expected));
    assert!(outcome.stderr.starts_with("200 OK\ncontent-type: application/json\nx-extra: 1\n"), "{}", outcome.stderr);
    let request = recorder.take().pop().unwrap();
    assert_eq!(request.header("user-agent"), Some("acme/1.2.3"));
}

#[test]
fn a_body_that_is_not_json_is_printed_unchanged() {
    let recorder = answering(200, "text/plain", "hello\u{20ac}");
    let url = recorder.url();
    let base_url = [("ACME_BASE_URL", url.as_str())];
    assert_eq!(acme("call things.hello").env(base_url).done(), "hello\u{20ac}");
    assert_eq!(acme("call things.file").env(base_url).done(), "hello\u{20ac}");
    // An endpoint that ignores the response's body prints nothing.
    let remove = acme("call things.remove --thing-id t").env(base_url).env(CREDENTIALS);
    assert_eq!(remove.done(), "");
}

#[test]
fn a_null_is_printed_and_a_body_that_is_not_read_is_not() {
    let recorder = answering(200, "application/json", "null");
    let url = recorder.url();
    let run = |words: &str| acme(words).env(CREDENTIALS).env([("ACME_BASE_URL", url.as_str())]);
    assert_eq!(run("call things.newest").done(), "null\n");
    assert_eq!(run("call things.remove --thing-id t").done(), "");
}

#[test]
fn nothing_that_the_api_says_is_obeyed_by_a_terminal() {
    const EVIL: &str = "a\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{2066}\u{200b}\u{2028}z";
    let shown = r"a\u{1b}[2J\u{7f}\u{9b}\u{202e}\u{2066}\u{200b}\u{2028}z";
    let body = json!({ "code": "no", "detail": EVIL, EVIL: 1 });
    for compact in [&[][..], &["--compact"]] {
        let recorder = answering(404, "application/json", &body.to_string());
        let run = compact.iter().fold(find(&recorder), |run, arg| run.arg(*arg));
        let Outcome { stdout, stderr, .. } = run.run();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&stdout).unwrap(), body);
        assert!(stdout.contains(r"\u001b[2J\u007f\u009b\u202e\u2066\u200b\u2028z"), "{stdout}");
        assert!(stderr.contains(r"\u{202e}\u{2066}\u{200b}\u{2028}z"), "{stderr}");
        let hidden = |text: &str| {
            text.chars().any(|it| it != '\n' && (it.is_control() || EVIL[3..].contains(it) && !it.is_ascii()))
        };
        assert!(!hidden(&stdout) && !hidden(&stderr), "{stdout}{stderr}");
    }
    let recorder = Recorder::start().unwrap();
    let headers = vec![("X-Evil".to_owned(), "a\u{9b}2J\u{202e}z".to_owned())];
    recorder.answer(Answer { status: 500, headers, body: EVIL.into() });
    let stderr = find(&recorder).arg("-i").run().stderr;
    assert!(stderr.contains(r"x-evil: a\u{9b}2J\u{202e}z") && stderr.ends_with(&format!("{shown}\n")), "{stderr}");
    let message = acme("call things.find --thing-id t --input -").stdin(&json!({ EVIL: 1, "a\nerror: b": 2 })).usage();
    assert!(message.contains(shown) && message.contains(r"`a\nerror: b`"), "{message}");
}

#[test]
fn an_error_of_the_api_exits_3_with_its_body_and_its_request_id() {
    let body = json!({ "code": "no_such_thing", "detail": "It is not there.", "request_id": "req-7", "more": [1] });
    let recorder = answering(404, "application/json", &body.to_string());
    let Outcome { exit, stdout, stderr } = find(&recorder).run();
    assert_eq!(exit, Exit::ApiError);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&stdout).unwrap(), body);
    for part in ["error: things.find: ", "404 Not Found", "no_such_thing", "It is not there.", "[request id req-7]"] {
        assert!(stderr.contains(part), "{stderr}");
    }
    // A server refuses a request with problem details, whatever the errors of the API are.
    let problem = json!({ "title": "Unauthorized", "field": "thing_id" }).to_string();
    let refused = answering(401, "application/problem+json; charset=utf-8", &problem);
    let Outcome { exit, stderr, .. } = find(&refused).run();
    assert_eq!(exit, Exit::ApiError);
    assert!(stderr.ends_with("bytes): `thing_id`: Unauthorized\n"), "{stderr}");
    let html = answering(502, "text/html", "<h1>Bad\u{1b}[31m gateway</h1>");
    let Outcome { exit, stdout, stderr } = acme("call things.make --name a --size 1")
        .env(CREDENTIALS)
        .env([("ACME_BASE_URL", html.url().as_str()), ("ACME_PASSWORD", "p")])
        .run();
    assert_eq!((exit, stdout.as_str()), (Exit::ApiError, ""));
    assert!(stderr.contains("502 Bad Gateway"), "{stderr}");
    assert!(stderr.ends_with("the body is not JSON:\n<h1>Bad\\u{1b}[31m gateway</h1>\n"), "{stderr}");
}

#[test]
fn a_call_without_a_readable_response_exits_4() {
    let unused = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let run = acme("call things.find --thing-id t --base-url").arg(format!("http://{unused}")).env(CREDENTIALS);
    let Outcome { exit, stdout, stderr } = run.run();
    assert_eq!((exit, stdout.as_str()), (Exit::NoResponse, ""));
    assert!(stderr.starts_with("error: things.find: cannot connect"), "{stderr}");

    let recorder = answering(200, "application/json", "{\"a\":");
    let Outcome { exit, stdout, stderr } = find(&recorder).run();
    assert_eq!((exit, stdout.as_str()), (Exit::NoResponse, ""));
    assert!(stderr.starts_with("error: things.find: cannot read the response (200 OK, 5 bytes)"), "{stderr}");

    // It accepts connections, and never answers.
    let silent = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let began = Instant::now();
    let run = acme("call things.find --thing-id t --timeout 50ms --base-url").arg(url).env(CREDENTIALS);
    let Outcome { exit, stderr, .. } = run.run();
    assert_eq!(exit, Exit::NoResponse);
    assert!(stderr.starts_with("error: things.find: the call timed out"), "{stderr}");
    assert!(began.elapsed().as_secs() < 30, "the option was not heeded");
}

#[test]
fn a_dry_run_sends_nothing_and_shows_secrets_as_references() {
    let recorder = Recorder::start().unwrap();
    let shown = find(&recorder).env([("ACME_SESSION", "s3cret-session")]).arg("--dry-run").done();
    assert!(shown.starts_with(&format!("curl '{}/things/t/like'", recorder.url())), "{shown}");
    for part in ["$ACME_SESSION", "$ACME_KEY_ID:$ACME_SECRET"] {
        assert!(shown.contains(part), "{shown}");
    }
    for secret in ["s3cret-session", "s3cret-key"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let input = json!({ "thing_id": "t", "session": "s3cret-session" });
    let shown = acme("call things.find --input - --dry-run").stdin(&input).done();
    assert!(shown.contains("$ACME_SESSION") && !shown.contains("s3cret-session"), "{shown}");
    assert!(recorder.take().is_empty());
    let message = acme("call things.find --dry-run").usage();
    assert!(message.starts_with("error: `thing_id` is missing"), "{message}");
}

/// An output that fails with this error, like a closed pipe or a full disk.
struct Closed(ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_output_that_nobody_reads_is_no_failure_and_one_that_is_full_is() {
    for (kind, exit, expected) in [
        (ErrorKind::BrokenPipe, Exit::Success, ""),
        (ErrorKind::StorageFull, Exit::LocalFailure, "error: cannot write to the standard output: no storage space\n"),
    ] {
        for command in ["list", "--help", "openapi"] {
            let mut stderr = Vec::new();
            let (mut stdin, mut stdout) = (io::empty(), Closed(kind));
            let io = Io::new(&mut stdin, &mut stdout, &mut stderr);
            assert_eq!(Cli::new(provider()).run([command], io), exit, "{command}");
            assert_eq!(String::from_utf8(stderr).unwrap(), expected, "{command}");
        }
    }
}

#[test]
fn within_an_async_runtime_it_says_so_and_does_not_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let outcome = runtime.block_on(async { acme("call things.hello").run() });
    assert_eq!(outcome.exit, Exit::LocalFailure);
    assert!(outcome.stderr.contains("within an async runtime"), "{}", outcome.stderr);
}
