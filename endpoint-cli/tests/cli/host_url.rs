//! The URL of a host that has operations of its own.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use endpoint_cli::Exit;
use endpoint_test_support::{
    recorder::{Answer, Recorder},
    scratch::Scratch,
};
use serde_json::json;

use crate::support::{CREDENTIALS, Run, acme, write_with_mode};

const LOCAL: &str = "http://127.0.0.1:1";

const PROFILES: &str = r#"{
    "bare": { "token": "s3cret" },
    "base": { "token": "s3cret", "base_url": "http://127.0.0.1:1" },
    "both": { "token": "s3cret", "base_url": "http://127.0.0.1:1", "archive_url": "http://127.0.0.1:2" },
    "live": { "key_id": "live-1", "secret": "s3cret" }
}"#;

/// A command for an operation on the host `archive`, with a file of profiles.
struct Fixture {
    _scratch: Scratch,
    profiles: String,
}

impl Fixture {
    fn new() -> Self {
        let scratch = Scratch::new().unwrap();
        let path = write_with_mode(&scratch, "credentials.json", PROFILES, 0o600);
        Self { profiles: path.to_str().unwrap().to_owned(), _scratch: scratch }
    }

    fn list(&self, words: &str, variables: &[(&str, &str)]) -> Run {
        let run = acme(&format!("call things.list {words}")).env([("ACME_CONFIG", self.profiles.as_str())]);
        run.env(variables.iter().copied())
    }

    /// Returns the URL that the operation is called at, as a dry run shows it.
    fn url(&self, words: &str, variables: &[(&str, &str)]) -> String {
        let shown = self.list(words, variables).arg("--dry-run").run();
        assert_eq!(shown.exit, Exit::Success, "{}", shown.stderr);
        shown.stdout.split('\'').nth(1).unwrap().to_owned()
    }
}

#[test]
fn beside_the_providers_own_base_url_the_host_is_the_providers_own() {
    let fixture = Fixture::new();
    let own = "https://archive.acme.example/archive";
    assert_eq!(fixture.url("", &[]), own);
    assert_eq!(fixture.url("--profile live", &[]), own);
    assert_eq!(fixture.url("--base-url https://test.acme.example/", &[]), own);
    assert_eq!(fixture.url("", &[CREDENTIALS[0], CREDENTIALS[1], ("ACME_BASE_URL", "https://test.acme.example")]), own);
}

#[test]
fn another_base_url_alone_is_refused() {
    let fixture = Fixture::new();
    let both = [CREDENTIALS[0], CREDENTIALS[1], ("ACME_BASE_URL", LOCAL)];
    let of_profile = format!("`base_url` of the profile `base` in {}", fixture.profiles);
    let beside = [("ACME_ARCHIVE_URL", "http://127.0.0.1:2")];
    for (run, source, cure) in [
        (fixture.list("--base-url http://127.0.0.1:1", &CREDENTIALS), "--base-url", "set ACME_ARCHIVE_URL"),
        (fixture.list("", &both), "ACME_BASE_URL", "set ACME_ARCHIVE_URL"),
        (fixture.list("--profile base", &[]), &of_profile, "write `archive_url` into the profile"),
        // The profile counts as a whole.
        (fixture.list("--profile base", &beside), &of_profile, "write `archive_url` into the profile"),
    ] {
        let expected = format!(
            "error: {source} is given, and things.list is on the host `archive`, https://archive.acme.example: the \
             credential of the one would go to the other; give --host-url archive=URL, {cure}, or leave out {source}\n"
        );
        assert_eq!(run.usage(), expected);
    }
    let snippet = acme("snippet things.list -l curl").env([("ACME_BASE_URL", LOCAL)]);
    assert!(snippet.usage().contains("give --host-url archive=URL, set ACME_ARCHIVE_URL"));
}

#[test]
fn the_url_is_that_of_the_option_the_profile_or_the_variable() {
    let fixture = Fixture::new();
    let variables =
        [CREDENTIALS[0], CREDENTIALS[1], ("ACME_BASE_URL", LOCAL), ("ACME_ARCHIVE_URL", "http://127.0.0.1:3/below/")];
    assert_eq!(fixture.url("", &variables), "http://127.0.0.1:3/below/archive");
    assert_eq!(fixture.url("--base-url https://x.example", &variables), "http://127.0.0.1:3/below/archive");
    let option = "--host-url archive=https://option.example";
    assert_eq!(fixture.url(option, &variables), "https://option.example/archive");
    assert_eq!(fixture.url(option, &[]), "https://option.example/archive", "beside the provider's own base URL");
    assert_eq!(fixture.url("--profile both", &[]), "http://127.0.0.1:2/archive");
    assert_eq!(fixture.url("--profile both", &variables), "http://127.0.0.1:2/archive");
    let snippet = acme("snippet things.list -l curl").env(variables).done();
    assert!(snippet.starts_with("curl 'http://127.0.0.1:3/below/archive'"), "{snippet}");
}

#[test]
fn a_url_that_did_not_come_with_the_credential_is_refused() {
    let fixture = Fixture::new();
    let variable = ("ACME_ARCHIVE_URL", "http://127.0.0.1:3");
    let message = fixture.list("--profile bare", &[variable]).usage();
    let expected = "error: ACME_ARCHIVE_URL is set, and the credential is of the profile `bare`, which has no \
                    `archive_url`: the credential would go to a URL that it did not come with; unset ACME_ARCHIVE_URL, \
                    write `archive_url` into the profile, or give --host-url archive=…\n";
    assert_eq!(message, expected);
    let message = fixture.list("", &[variable, ("ACME_PROFILE", "both")]).usage();
    assert!(message.starts_with("error: ACME_ARCHIVE_URL and `archive_url` of the profile `both`"), "{message}");
}

#[test]
fn an_option_that_names_no_host_is_refused() {
    let fixture = Fixture::new();
    for (words, part) in [
        ("--host-url =https://x.example", "--host-url: Acme has no host ``"),
        ("--host-url archive", "as in NAME=https://"),
        ("--host-url films=https://x.example", "has no host `films`; it has archive"),
        ("--host-url archive=https://x.example --host-url archive=https://y.example", "twice"),
        ("--host-url archive=ftp://x", "--host-url archive=… is refused: "),
    ] {
        let message = fixture.list(words, &CREDENTIALS).usage();
        assert!(message.contains(part), "{words}: {message}");
    }
    let help = acme("call things.list --help").done();
    assert!(help.contains("--host-url <NAME=URL>") && help.contains("ACME_ARCHIVE_URL"), "{help}");
}

/// Sends a request for the archive to the gateway at this URL, which includes the gateway's token, and returns the response.
fn ask(url: &str) -> String {
    let (base, token) = url.trim_end().split_once("/#token=").unwrap();
    let address = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "GET /archive HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_gateway_follows_the_same_rules() {
    let (scratch, base, archive) = (Scratch::new().unwrap(), Recorder::start().unwrap(), Recorder::start().unwrap());
    archive.answer(Answer::json(200, &json!([])));
    let (base_url, archive_url) = (base.url(), archive.url());
    let gateway = |words: &str| acme(&format!("gateway --port 0 {words}")).env(CREDENTIALS);
    let alone = gateway(&format!("--base-url {base_url}")).run_until_visited(|url| {
        let answer = ask(url);
        assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("ACME_ARCHIVE_URL"), "{answer}");
    });
    assert!(alone.stderr.contains("--host-url archive=URL"), "{}", alone.stderr);
    let file = json!({ "host_urls": { "archive": archive_url } }).to_string();
    let file = scratch.write("gateway.json", file).unwrap();
    let wrong = scratch.write("wrong.json", r#"{ "host_urls": { "films": "https://x.example" } }"#).unwrap();
    for run in [
        gateway(&format!("--base-url {base_url} --host-url archive={archive_url}")),
        gateway(&format!("--base-url {base_url}")).env([("ACME_ARCHIVE_URL", archive_url.as_str())]),
        gateway(&format!("--base-url {base_url} --config {}", file.display())),
        gateway(&format!("--config {}", file.display())),
    ] {
        let outcome = run.run_until_visited(|url| assert!(ask(url).starts_with("HTTP/1.1 200")));
        assert_eq!(outcome.exit, Exit::Success, "{outcome:?}");
        assert_eq!(archive.take().len(), 1);
    }
    assert!(base.take().is_empty());
    let message = gateway(&format!("--config {}", wrong.display())).usage();
    assert!(message.contains("`host_urls` of the configuration file: Acme has no host `films`"), "{message}");
    let other = gateway(&format!("--config {}", file.display())).env([("ACME_ARCHIVE_URL", LOCAL)]).usage();
    assert!(other.contains("`host_urls.archive` of the configuration file and ACME_ARCHIVE_URL differ"), "{other}");
}
