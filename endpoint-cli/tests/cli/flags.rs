//! The flags of parameters, and the values that they set.

use std::fs;

use endpoint_test_support::{
    recorder::{Answer, Recorder},
    scratch::Scratch,
};
use serde_json::{Value, json};

use crate::support::{CREDENTIALS, acme};

/// Returns the help of an operation's call.
fn help(operation: &str) -> String {
    acme(&format!("call {operation} --help")).done()
}

#[test]
fn help_shows_a_flag_for_each_parameter_that_is_no_secret() {
    let find = help("things.find");
    for part in [
        "Finds things that are `like` another one.",
        "Usage: acme call things.find [OPTIONS]",
        "--thing-id <THING_ID>\n          The thing that the others are like: its id. [required]\n",
        "--limit <LIMIT>\n          The maximum number of things.\n",
        "--verbose[=<VERBOSE>]",
        "[possible values: true, false]",
        "[possible values: open, shut_down]",
        "Secrets:\n  ACME_SESSION, or \"session\" in --input\n      The session's token.\n",
        "Example:\n  acme call things.find \\\n      --thing-id thing-1",
    ] {
        assert!(find.contains(part), "{part}\nis not in\n{find}");
    }
    assert!(!find.contains("--session") && !find.contains("--secret"), "{find}");
    let parameters = find.find("Parameters:").unwrap();
    assert!(parameters < find.find("Options:").unwrap(), "{find}");
    assert_eq!(find.matches("Options:").count(), 1, "{find}");
}

#[test]
fn a_parameter_named_like_an_option_has_another_flag() {
    let make = help("things.make");
    assert!(make.contains("--param-timeout <TIMEOUT>\n          The thing's own timeout."), "{make}");
    assert!(make.contains("--param-param-timeout <PARAM_TIMEOUT>"), "{make}");
    assert!(make.contains("--timeout <TIME>\n          Fail if"), "{make}");
}

/// Runs a command, and returns the target and the body of its request.
fn sent(words: &str, more: &[&str]) -> (String, Value) {
    let recorder = Recorder::start().unwrap();
    recorder.answer(Answer::json(200, &json!([])));
    let mut run = acme(words).env(CREDENTIALS).env([("ACME_BASE_URL", recorder.url().as_str())]);
    for arg in more {
        run = run.arg(*arg);
    }
    run.env([("ACME_PASSWORD", "pass word")]).done();
    let request = recorder.take_one().unwrap();
    let body = serde_json::from_slice(&request.body).unwrap_or_default();
    (request.target, body)
}

#[test]
fn a_flag_becomes_the_value_that_the_schema_asks_for() {
    let words =
        "call things.find --thing-id a/b --limit 7 --ratio -1.5 --verbose --state shut_down --tags x --tags y,z";
    let (target, _) = sent(words, &[]);
    assert_eq!(target, "/things/a%2Fb/like?limit=7&ratio=-1.5&verbose=true&state=shut_down&tags=x&tags=y%2Cz");
    let (target, _) = sent("call things_find --thing-id=--dry-run --verbose=false", &[]);
    assert_eq!(target, "/things/--dry-run/like?verbose=false");

    let words = "call things.make --name 007 --size -5 --open --labels a --labels b --counts 1 --param-timeout 3 \
                 --param-param-timeout 4 --extra {\"k\":\"v\"}";
    let (_, body) = sent(words, &["--owner", r#"{"name": "Ada", "age": null}"#, "--note", ""]);
    let expected = json!({
        "name": "007", "size": -5, "open": true, "labels": ["a", "b"], "counts": [1], "timeout": 3,
        "param_timeout": 4, "extra": { "k": "v" }, "owner": { "name": "Ada", "age": null }, "note": "",
        "password": "pass word",
    });
    assert_eq!(body, expected);
}

#[test]
fn a_list_is_also_given_as_one_json_array() {
    let (target, _) = sent("call things.find --thing-id t --tags", &[r#"["x","y z"]"#, "--tags=[a]"]);
    assert_eq!(target, "/things/t/like?tags=x&tags=y%20z&tags=%5Ba%5D");
    let (_, body) = sent("call things.make --name n --size 1 --counts [1,2] --labels []", &["--aliases", r#"["a"]"#]);
    let lists =
        json!({ "name": "n", "size": 1, "counts": [1, 2], "labels": [], "aliases": ["a"], "password": "pass word" });
    assert_eq!(body, lists);
    let message = acme("call things.find --thing-id t --tags [1]").env(CREDENTIALS).usage();
    assert!(message.starts_with("error: `tags[0]` is refused: value is not of type"), "{message}");
}

#[test]
fn null_has_a_flag_of_its_own_where_it_can_be_sent() {
    let (_, body) = sent("call things.make --name n --size 1 --param-note-null --aliases-null --note-null", &[]);
    let nulls = json!({
        "name": "n", "size": 1, "note": null, "note_null_": true, "aliases": null, "password": "pass word",
    });
    assert_eq!(body, nulls);
    // It takes precedence over the input, and excludes a value.
    let recorder = Recorder::start().unwrap();
    recorder.answer(Answer::json(200, &json!({})));
    let make = |words: &str| acme(&format!("call things.make {words}")).env(CREDENTIALS).env([("ACME_PASSWORD", "p")]);
    let input = json!({ "name": "n", "size": 1, "note": "n" });
    make("--param-note-null --input - --base-url").arg(recorder.url()).stdin(&input).done();
    let body: Value = serde_json::from_slice(&recorder.take_one().unwrap().body).unwrap();
    assert_eq!(body["note"], json!(null));
    let message = make("--name n --size 1 --note x --param-note-null").usage();
    assert!(message.contains("cannot be used with"), "{message}");

    let help = help("things.make");
    assert!(help.contains("--param-note-null\n          Sends null in place of --note\n"), "{help}");
    assert!(help.contains("--aliases-null\n          Sends null in place of --aliases\n"), "{help}");
    for absent in ["--owner-null", "--name-null", "--labels-null", "--secret-null"] {
        assert!(!help.contains(absent), "{absent} is in\n{help}");
    }
    let snippet = acme("snippet things.make -l curl --name n --size 1 --param-note-null").done();
    assert!(snippet.contains("\"note\": null"), "{snippet}");
}

#[test]
fn every_value_that_is_wrong_is_named_at_once_and_nothing_is_sent() {
    let recorder = Recorder::start().unwrap();
    let words = "call things.find --limit many --ratio x --verbose=yes --state ajar";
    let message = acme(words).env(CREDENTIALS).env([("ACME_BASE_URL", recorder.url().as_str())]).usage();
    let lines: Vec<_> = message.lines().collect();
    assert_eq!(lines[0], "error: 5 values are wrong:");
    for part in [
        "  --limit is not a whole number, such as `7`",
        "  --ratio is not a number, such as `1.5`",
        "  --verbose is neither `true` nor `false`",
        "  `thing_id` is missing; give --thing-id THING_ID",
    ] {
        assert!(lines.contains(&part), "{message}");
    }
    assert!(lines.iter().any(|line| line.starts_with("  `state` is refused")), "{message}");
    assert_eq!(lines[6], "`acme describe things.find` shows the values that it takes");
    assert!(recorder.take().is_empty());

    let make = |words: &str| acme(&format!("call things.make --name n {words}")).env(CREDENTIALS).usage();
    let message = make("--size 99999999999999999999");
    assert!(message.contains("`size` is refused: value is greater than the maximum of"), "{message}");
    assert!(message.contains("`password` is missing; set ACME_PASSWORD, or give it in --input"), "{message}");
    let message = make("--size 1 --owner {\"age\":300}");
    assert!(message.contains("`owner.name` is missing\n"), "{message}");
    assert!(message.contains("`owner.age` is refused: value is greater than the maximum of 255\n"), "{message}");
    let message = make("--size 1 --owner Ada");
    assert!(message.contains("--owner is not JSON: expected a value at line 1 column 1"), "{message}");
    let message = acme("call things.find --thing-id ..").env(CREDENTIALS).usage();
    assert!(message.starts_with("error: `thing_id` "), "{message}");
}

#[test]
fn an_unknown_flag_is_refused() {
    let message = acme("call things.find --thing-id a --thing-id b").usage();
    assert!(message.contains("cannot be used multiple times"), "{message}");
    let message = acme("call things.find --thingid a").usage();
    assert!(message.contains("unexpected argument '--thingid'") && message.contains("'--thing-id'"), "{message}");
    let message = acme("call things.find surplus").usage();
    assert!(message.contains("unexpected argument 'surplus'"), "{message}");
    let message = acme("call things.find --thing-id a --timeout soon").env(CREDENTIALS).usage();
    assert_eq!(message, "error: --timeout is not a duration; write it as `500ms`, `30s` or `2m`\n");
}

#[test]
fn a_secret_is_no_flag_and_is_not_repeated() {
    for (words, expected) in [
        (
            "call things.find --session s3cret-tok",
            "--session is not accepted, since every user of a machine can see the arguments of its processes; set ACME_SESSION, or give \"session\" in --input",
        ),
        ("call things.find --session=s3cret-tok --limit x", "--session is not accepted"),
        ("call things.find --session", "--session is not accepted"),
        ("snippet things.find -l curl --session s3cret-tok", "--session is not accepted"),
        (
            "call things.find --key-id s3cret-tok",
            "--key-id is not accepted, since every user of a machine can see the arguments of its processes; set ACME_KEY_ID, or put it into a profile",
        ),
        ("call things.find --token s3cret-tok", "--token is not accepted"),
        // A part of the credential has the same name, so `ACME_SECRET` sets the credential only.
        (
            "call things.make --secret s3cret-tok",
            "--secret is not accepted, since every user of a machine can see the arguments of its processes; set ACME_PARAM_SECRET, or give \"secret\" in --input",
        ),
    ] {
        let shown = acme(words).env(CREDENTIALS).usage();
        assert!(shown.starts_with(&format!("error: {expected}")), "{words}: {shown}");
        assert!(!shown.contains("s3cret-tok"), "{shown}");
    }
}

#[test]
fn a_secret_that_shares_a_name_has_a_variable_of_its_own_everywhere() {
    for (words, shown) in [
        ("describe things.bill", "given by ACME_PARAM_TOKEN, or \"token\" in --input"),
        ("describe things.bill", "given by ACME_PARAM_BASE_URL, or \"base_url\" in --input"),
        ("describe things.make", "given by ACME_PARAM_SECRET, or "),
        ("call things.bill --help", "ACME_PARAM_TOKEN, or \"token\" in --input"),
    ] {
        let text = acme(words).done();
        assert!(text.contains(shown), "{words}: {text}");
    }
    let recorder = Recorder::start().unwrap();
    recorder.answer(Answer::json(200, &json!({})));
    let url = recorder.url();
    let make = acme("call things.make --name a --size 1").env(CREDENTIALS).env([("ACME_BASE_URL", url.as_str())]);
    make.env([("ACME_PASSWORD", "p"), ("ACME_PARAM_SECRET", "own")]).done();
    let body: Value = serde_json::from_slice(&recorder.take_one().unwrap().body).unwrap();
    assert_eq!(body, json!({ "name": "a", "size": 1, "password": "p", "secret": "own" }));
}

#[test]
fn a_value_may_begin_with_a_dash_and_a_file_may_hold_the_bytes() {
    let (target, _) = sent("call things.find --thing-id -x --tags -a --tags --b", &[]);
    assert_eq!(target, "/things/-x/like?tags=-a&tags=--b");
    let (_, body) = sent("call things.make --name -5 --size 1 --note - --counts 1", &[]);
    assert_eq!((&body["name"], &body["note"]), (&json!("-5"), &json!("-")));

    let scratch = Scratch::new().unwrap();
    let file = scratch.path().join("image");
    fs::write(&file, b"\x00\xff@image").unwrap();
    let recorder = Recorder::start().unwrap();
    let url = recorder.url();
    let paint =
        || acme("call things.paint --image-id i --image").env(CREDENTIALS).env([("ACME_BASE_URL", url.as_str())]);
    paint().arg(format!("@{}", file.display())).done();
    assert_eq!(recorder.take_one().unwrap().body, b"\x00\xff@image");
    paint().arg("AP9A").done();
    assert_eq!(recorder.take_one().unwrap().body, b"\x00\xff@");
    let message = paint().arg("@/nowhere/at/all").usage();
    assert!(message.starts_with("error: --image cannot read /nowhere/at/all: No such file"), "{message}");
    let help = help("things.paint");
    assert!(help.contains("[required] [base64, or @FILE, or @- for the standard input]"), "{help}");
    let described = acme("describe things.paint").done();
    assert!(described.contains("  image  (body, bytes in base64, required)\n"), "{described}");
}

#[test]
fn help_says_how_often_a_list_is_given_and_where_the_credential_comes_from() {
    let find = help("things.find");
    for part in [
        "The tags that they all have. [may be given several times, or as a JSON array]",
        "Environment:\n  ACME_KEY_ID and ACME_SECRET, or ACME_TOKEN\n      the credential, unless --profile is given\n  ACME_BASE_URL\n",
        "  ACME_CONFIG\n      the credentials file, ~/.config/acme/credentials.json unless set\n",
        "Includes every detail. [the flag alone, or behind `=`]",
    ] {
        assert!(find.contains(part), "{part}\nis not in\n{find}");
    }
}
