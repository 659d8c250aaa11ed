//! A credential goes only to the URL that it came with, from `call` and from `gateway`.

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

use crate::support::{CREDENTIALS, Outcome, Run, acme, write_with_mode};

const TOKEN: Option<&str> = Some("Bearer s3cret-token");
const KEY_1: Option<&str> = Some("Basic a2V5LTE6czNjcmV0LWtleQ==");

/// Two upstreams, and a file of profiles, one of which belongs to the first upstream.
struct Fixture {
    scratch: Scratch,
    first: Recorder,
    second: Recorder,
    profiles: String,
}

impl Fixture {
    fn new() -> Self {
        let (scratch, first, second) =
            (Scratch::new().unwrap(), Recorder::start().unwrap(), Recorder::start().unwrap());
        for recorder in [&first, &second] {
            recorder.answer(Answer::json(200, &json!([])));
        }
        let profiles = json!({
            "default": { "token": "s3cret-token", "base_url": first.url() },
            "first": { "token": "s3cret-token", "base_url": first.url() },
            "bare": { "token": "s3cret-token" },
            "live": { "key_id": "live-1", "secret": "s3cret-live" },
        });
        let path = write_with_mode(&scratch, "credentials.json", &profiles.to_string(), 0o600);
        Self { profiles: path.to_str().unwrap().to_owned(), scratch, first, second }
    }

    /// Returns the environment variable with the URL of the second upstream.
    fn second_url_variable(&self) -> (&'static str, String) {
        ("ACME_BASE_URL", self.second.url())
    }

    /// Returns the `Authorization` header that each of the two upstreams received.
    fn received(&self) -> [Option<String>; 2] {
        [&self.first, &self.second].map(|recorder| {
            let requests = recorder.take();
            assert!(requests.len() <= 1, "{requests:?}");
            requests.first().map(|request| request.header("authorization").unwrap_or("nothing").to_owned())
        })
    }

    fn run(&self, words: &str, variables: &[(&str, &str)]) -> Run {
        acme(words).env([("ACME_CONFIG", self.profiles.as_str())]).env(variables.iter().copied())
    }

    /// Makes a call directly and one through a gateway, with the same options and variables. Both must have the same result.
    fn send(&self, options: &str, variables: &[(&str, &str)]) -> Result<[Option<String>; 2], String> {
        let call = self.run(&format!("call things.find --thing-id t {options}"), variables).run();
        let of_call = self.received();
        let gateway = self.run(&format!("gateway --port 0 {options}"), variables).run_until_visited(find_through);
        let of_gateway = self.received();
        assert_eq!((call.exit, of_call.as_slice()), (gateway.exit, of_gateway.as_slice()), "{call:?} {gateway:?}");
        match call {
            Outcome { exit: Exit::Success, .. } => Ok(of_call),
            Outcome { exit: Exit::Usage, stderr, .. } => {
                assert_eq!((stderr.as_str(), of_call), (gateway.stderr.as_str(), [None, None]));
                Err(stderr)
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Sends a request to the gateway at this URL, which includes the gateway's token.
fn find_through(url: &str) {
    let (base, token) = url.trim_end().split_once("/#token=").unwrap();
    let address = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "GET /things/t/like HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// Returns the `Authorization` headers of a call that succeeded.
fn sent(received: &Result<[Option<String>; 2], String>) -> [Option<&str>; 2] {
    let [first, second] = received.as_ref().unwrap();
    [first.as_deref(), second.as_deref()]
}

#[test]
fn a_profile_goes_to_its_own_url_from_every_command() {
    let fixture = Fixture::new();
    assert_eq!(sent(&fixture.send("--profile first", &[])), [TOKEN, None]);
    assert_eq!(sent(&fixture.send("", &[("ACME_PROFILE", "first")])), [TOKEN, None]);
    assert_eq!(sent(&fixture.send("", &[])), [TOKEN, None], "the default profile");
    let (name, url) = fixture.second_url_variable();
    assert_eq!(sent(&fixture.send("--profile first", &[(name, &url)])), [TOKEN, None], "beside a variable");
    let both = [CREDENTIALS[0], CREDENTIALS[1], (name, url.as_str())];
    assert_eq!(sent(&fixture.send("--profile first", &both)), [TOKEN, None], "beside another credential");
    assert_eq!(sent(&fixture.send("", &both)), [None, KEY_1], "the other credential goes to the variable's URL");
    assert_eq!(
        sent(&fixture.send("", &[(name, &fixture.first.url())])),
        [TOKEN, None],
        "the variable and the profile have the same URL"
    );
}

#[test]
fn a_variable_beside_the_credential_of_a_profile_is_refused() {
    let fixture = Fixture::new();
    let (name, url) = fixture.second_url_variable();
    for (variables, profile) in
        [(vec![(name, url.as_str())], "default"), (vec![(name, url.as_str()), ("ACME_PROFILE", "first")], "first")]
    {
        let message = fixture.send("", &variables).unwrap_err();
        let expected = format!(
            "error: ACME_BASE_URL and `base_url` of the profile `{profile}` in {} differ: the credential would go to a URL \
             that it did not come with; unset ACME_BASE_URL, or give --base-url\n",
            fixture.profiles
        );
        assert_eq!(message, expected);
    }
    let message = fixture.send("--profile bare", &[(name, &url)]).unwrap_err();
    let expected = "error: ACME_BASE_URL is set, and the credential is of the profile `bare`, which has no `base_url`: the \
                    credential would go to a URL that it did not come with; unset ACME_BASE_URL, write `base_url` into \
                    the profile, or give --base-url\n";
    assert_eq!(message, expected);
}

#[test]
fn an_option_of_the_same_command_sends_any_credential_to_its_url() {
    let fixture = Fixture::new();
    let option = format!("--base-url {}", fixture.second.url());
    let broken = [("ACME_BASE_URL", "ftp://broken")];
    assert_eq!(sent(&fixture.send(&format!("--profile first {option}"), &broken)), [None, TOKEN]);
    assert_eq!(sent(&fixture.send(&format!("--profile bare {option}"), &[])), [None, TOKEN]);
    assert_eq!(sent(&fixture.send(&option, &[])), [None, TOKEN], "of the default profile");
    assert_eq!(sent(&fixture.send(&option, &CREDENTIALS)), [None, KEY_1]);
}

#[test]
fn a_credential_of_one_environment_is_not_sent_to_another() {
    let fixture = Fixture::new();
    let message = fixture.send("--profile live --base-url https://test.acme.example", &[]).unwrap_err();
    let expected = "error: the credential belongs to `live`, and --base-url is that of `test`; leave out --base-url, or use \
                    a credential of `test`\n";
    assert_eq!(message, expected);
    let variables = [CREDENTIALS[0], CREDENTIALS[1], ("ACME_BASE_URL", "https://acme.example")];
    let message = fixture.send("", &variables).unwrap_err();
    assert!(
        message.starts_with("error: the credential belongs to `test`, and ACME_BASE_URL is that of `live`"),
        "{message}"
    );
}

#[test]
fn a_configuration_file_gives_a_url_only_to_a_credential_without_one() {
    let fixture = Fixture::new();
    let configuration = json!({ "listen": "127.0.0.1:0", "base_url": fixture.second.url() }).to_string();
    let path = fixture.scratch.write("gateway.json", configuration).unwrap();
    let gateway = |options: &str, variables: &[(&str, &str)]| {
        fixture.run(&format!("gateway --config {} {options}", path.display()), variables)
    };
    for (options, variables) in [("--profile bare", &[][..]), ("", &CREDENTIALS[..])] {
        let outcome = gateway(options, variables).run_until_visited(find_through);
        assert_eq!(outcome.exit, Exit::Success, "{outcome:?}");
        let [first, second] = fixture.received();
        assert!(first.is_none() && second.is_some(), "{options}");
    }
    let first = fixture.first.url();
    let of_environment = [CREDENTIALS[0], CREDENTIALS[1], ("ACME_BASE_URL", first.as_str())];
    for (options, variables, source) in [
        ("--profile first", &[][..], format!("`base_url` of the profile `first` in {}", fixture.profiles)),
        ("", &of_environment[..], "ACME_BASE_URL".to_owned()),
    ] {
        let expected = format!(
            "error: `base_url` of the configuration file and {source} differ: the credential would go to a URL that it did \
             not come with; remove one of them, or give --base-url\n"
        );
        assert_eq!(gateway(options, variables).usage(), expected);
    }
    let option = format!("--profile first --base-url {first}");
    assert_eq!(gateway(&option, &[]).run_until_visited(find_through).exit, Exit::Success);
    assert_eq!(fixture.received().map(|sent| sent.is_some()), [true, false], "the option goes before the file");
}
