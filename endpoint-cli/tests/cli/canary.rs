//! No output contains a secret, whatever the command and its result.

use endpoint_cli::Exit;
use endpoint_test_support::{
    recorder::{Answer, Recorder},
    scratch::Scratch,
};
use serde_json::json;

use crate::support::{Run, acme, write_with_mode};

/// The text that every secret contains.
const CANARY: &str = "canary";

/// `key-1:canary-secret` in base64, as HTTP Basic sends it.
const PAIR: &str = "a2V5LTE6Y2FuYXJ5LXNlY3JldA";

/// The secrets in percent-encoded form.
const ENCODED: &str = "%63anary-s";

fn with_secrets(run: Run, url: &str) -> Run {
    run.env([
        ("ACME_BASE_URL", url),
        ("ACME_KEY_ID", "key-1"),
        ("ACME_SECRET", "canary-secret"),
        ("ACME_SESSION", "canary-session"),
        ("ACME_PASSWORD", "canary-password"),
        ("ACME_PIN", "canary-pin"),
    ])
}

/// Returns responses that repeat the request's secrets.
fn answers(sent: &[&str]) -> Vec<Answer> {
    let all = sent.join(" and ");
    let echo = json!({ "code": sent[0], "detail": all, "request_id": all, "echo": [{ all.clone(): all }] });
    [(200, "{}".to_owned()), (401, echo.to_string()), (500, format!("<p>{all}</p>")), (200, format!("{{\"{all}\""))]
        .map(|(status, body)| Answer { status, headers: vec![("X-Echo".to_owned(), all.clone())], body: body.into() })
        .into()
}

const COMMANDS: [&str; 14] = [
    "call things.find --thing-id t -i",
    "call things.find --thing-id t --compact --timeout 20s",
    "call things.find --thing-id t --dry-run",
    "call things.find --thing-id t --session canary-flag",
    "call things.find --thing-id t --secret=canary-flag",
    "call things.make --name a --size 1",
    "call things.make --name a --size x --pin canary-flag",
    "call things.find --thing-id t --profile bad",
    "call things.find --thing-id t --profile x",
    "call things.find --thing-id t --base-url http://127.0.0.1:1",
    "snippet things.make -l curl",
    "snippet things.find -l python",
    "describe things.make",
    "list",
];

#[test]
fn no_output_holds_a_secret() {
    let recorder = Recorder::start().unwrap();
    let url = recorder.url();
    let scratch = Scratch::new().unwrap();
    let profiles = json!({
        "default": { "token": "canary-token", "base_url": url },
        "bad": { "token": ["canary-token"] },
        "x": "canary-token",
    });
    let path = write_with_mode(&scratch, "credentials.json", &profiles.to_string(), 0o600);
    let variables = [("ACME_CONFIG", path.to_str().unwrap())];
    for (in_environment, sent) in [
        (true, &["canary-session", "canary-secret", "Basic a2V5LTE6Y2FuYXJ5LXNlY3JldA==", "%63anary-session"][..]),
        (false, &["canary-token"]),
    ] {
        for answer in answers(sent) {
            recorder.answer(answer);
            for words in COMMANDS {
                let run = acme(words).env(variables);
                let outcome = if in_environment { with_secrets(run, &url) } else { run }.run();
                for written in [CANARY, PAIR, ENCODED] {
                    assert!(!outcome.stdout.contains(written), "{words}: {}", outcome.stdout);
                    assert!(!outcome.stderr.contains(written), "{words}: {}", outcome.stderr);
                }
            }
        }
    }
    assert!(!recorder.take().is_empty());
}

#[test]
fn a_secret_in_the_input_is_not_repeated_when_it_is_wrong() {
    for input in [
        json!({ "name": "a", "size": 1, "password": ["canary"] }),
        json!({ "name": "a", "size": 1, "password": "canary", "pin": "canary" }),
        json!({ "name": "a", "size": 1, "password": "canary", "owner": "canary" }),
    ] {
        for command in [
            "call things.make --input -",
            "snippet things.make -l go --input -",
            "call things.make --dry-run --input -",
        ] {
            let outcome = with_secrets(acme(command), "http://127.0.0.1:1").stdin(&input).run();
            assert_eq!(outcome.exit, Exit::Usage);
            assert!(!outcome.stderr.contains(CANARY) && !outcome.stdout.contains(CANARY), "{outcome:?}");
        }
    }
}
