//! `--input`, together with flags and environment variables.

use endpoint_test_support::{
    recorder::{Answer, Recorder},
    scratch::Scratch,
};
use serde_json::{Value, json};

use crate::support::{CREDENTIALS, Run, acme};

fn make(recorder: &Recorder, words: &str) -> Run {
    let run = acme(&format!("call things.make {words}")).env(CREDENTIALS);
    run.env([("ACME_BASE_URL", recorder.url().as_str())])
}

fn body(recorder: &Recorder) -> Value {
    serde_json::from_slice(&recorder.take_one().unwrap().body).unwrap()
}

#[test]
fn a_flag_takes_the_place_of_the_same_value_in_the_input_as_a_whole() {
    let recorder = Recorder::start().unwrap();
    let input = json!({ "name": "a", "size": 1, "labels": ["x", "y"], "note": null, "password": "p" });
    make(&recorder, "--input - --size 2 --labels z").stdin(&input).done();
    assert_eq!(body(&recorder), json!({ "name": "a", "size": 2, "labels": ["z"], "note": null, "password": "p" }));
}

#[test]
fn the_input_goes_before_the_environment() {
    let recorder = Recorder::start().unwrap();
    let environment = [("ACME_PASSWORD", "from the environment"), ("ACME_PIN", "12")];
    let input = json!({ "name": "a", "size": 1, "password": "from the input" });
    make(&recorder, "--input -").env(environment).stdin(&input).done();
    let expected = json!({ "name": "a", "size": 1, "password": "from the input", "pin": 12 });
    assert_eq!(body(&recorder), expected);
    // A variable of the credential does not set a parameter, so the key is not sent in a body.
    make(&recorder, "--name a --size 1").env(environment).done();
    assert_eq!(body(&recorder).get("secret"), None);
}

#[test]
fn a_file_will_do_and_headers_go_by_their_names_in_any_case() {
    let recorder = Recorder::start().unwrap();
    let scratch = Scratch::new().unwrap();
    let input = json!({ "thing_id": "t", "x-trace": "1", "X-SESSION": "tok" });
    let path = scratch.write("input.json", input.to_string()).unwrap();
    let run = acme("call things.find --input").arg(path.to_str().unwrap()).env(CREDENTIALS);
    run.arg("--base-url").arg(recorder.url()).run();
    let request = recorder.take_one().unwrap();
    assert_eq!(request.header("x-trace"), Some("1"));
    assert_eq!(request.header("x-session"), Some("tok"));
}

#[test]
fn numbers_keep_their_digits_and_objects_their_order() {
    let recorder = Recorder::start().unwrap();
    let find = |words: &str| {
        let run = acme(&format!("call things.find --thing-id t {words}")).env(CREDENTIALS);
        run.env([("ACME_BASE_URL", recorder.url().as_str())])
    };
    find("--input -").stdin(&r#"{"ratio":1.10,"limit":7.0}"#).run();
    assert_eq!(recorder.take_one().unwrap().target, "/things/t/like?limit=7&ratio=1.10");
    find("--ratio 0.30").run();
    assert_eq!(recorder.take_one().unwrap().target, "/things/t/like?ratio=0.30");
    let input = r#"{"name":"a","size":1.0,"owner":{"name":"o","height":1.10,"age":7},"password":"p"}"#;
    make(&recorder, "--input -").stdin(&input).run();
    let body = recorder.take_one().unwrap().body;
    assert_eq!(body, br#"{"name":"a","size":1,"owner":{"name":"o","height":1.10,"age":7},"password":"p"}"#);
}

/// As PowerShell's `Out-File` and some editors write it.
#[test]
fn a_byte_order_mark_before_the_input_is_passed_over() {
    let recorder = Recorder::start().unwrap();
    let input = "\u{feff}{\"name\": \"a\", \"size\": 1, \"password\": \"p\"}";
    make(&recorder, "--input -").stdin(&input).done();
    assert_eq!(body(&recorder), json!({ "name": "a", "size": 1, "password": "p" }));
    let path = Scratch::new().unwrap();
    let path = path.write("input.json", input).unwrap();
    make(&recorder, "--input").arg(path.to_str().unwrap()).done();
    assert_eq!(body(&recorder), json!({ "name": "a", "size": 1, "password": "p" }));
}

#[test]
fn every_digit_is_sent_and_shown() {
    const NUMBERS: &str =
        "[1.10,-0,1E5,1e400,18446744073709551616,0.12345678901234567890,123456789012345678901234567890]";
    const OWNER: &str = r#"--owners={"name":"o","age":7}"#;
    let recorder = Recorder::start().unwrap();
    let bill = |words: &str| {
        let run = acme(format!("call unusual_bill {words}").trim_end()).env(CREDENTIALS);
        let required =
            ["--billable=true", "--dash=d", "--state=open", "--shell=plain", "--words=w", "--switches=true", OWNER];
        required.into_iter().fold(run, Run::arg).arg(format!("--any={NUMBERS}")).arg("--base-url").arg(recorder.url())
    };
    let answer = |status| Answer {
        status,
        headers: vec![("Content-Type".to_owned(), "application/json".to_owned())],
        body: format!("\u{feff}{NUMBERS}").into_bytes(),
    };
    for status in [200, 422] {
        recorder.answer(answer(status));
        let shown = bill("--compact").run();
        let sent = recorder.take_one().unwrap_or_else(|_| panic!("{}", shown.stderr)).text();
        assert!(sent.contains(&format!(r#""any":{NUMBERS}"#)), "{sent}");
        assert_eq!(shown.stdout, format!("{NUMBERS}\n"), "{}", shown.stderr);
        let pretty = bill("").run().stdout;
        assert_eq!(pretty.split_whitespace().collect::<String>(), NUMBERS);
        drop(recorder.take());
    }
    let dry = bill("--dry-run").done();
    assert!(dry.contains(&NUMBERS.replace(',', ", ")), "{dry}");
}

#[test]
fn an_invalid_input_is_refused_with_the_fix() {
    for (input, expected) in [
        ("", "error: --input -: the JSON ends too early at line 1 column 1\n"),
        (
            "[]",
            "error: --input -: it is not a JSON object; write one whose members are the values by their argument names\n",
        ),
        (
            r#"{"limit": 1, "limit": 2}"#,
            "error: --input -: the key `limit` occurs twice in one object at line 1 column 14\n",
        ),
        (
            r#"{"thing_id": "t", "trace": "a", "X-Trace": "b"}"#,
            "error: `trace` is given twice in --input; give it by the header's name or by the argument's, not by both\n",
        ),
        (r#"{"thing_id": "t", "limt": 1}"#, "error: `limt` is not an argument; did you mean `limit`?\n"),
        (r#"{"thing_id": "t", "tags": "x"}"#, "error: `tags` is refused"),
        (r#"{"thing_id": "t", "tags": ["x", 1]}"#, "error: `tags[1]` is refused: value is not of type"),
        (r#"{"thing_id": 5}"#, "error: `thing_id` is refused"),
    ] {
        let shown = acme("call things.find --input -").env(CREDENTIALS).stdin(&input).usage();
        assert!(shown.starts_with(expected), "{input}: {shown}");
    }
    let shown = acme("call things.find --input /nowhere/at/all.json").usage();
    assert!(shown.starts_with("error: --input /nowhere/at/all.json: No such file"), "{shown}");
}

#[test]
fn a_variable_that_is_wrong_is_named_and_not_shown() {
    let run = acme("call things.make --name a --size 1").env(CREDENTIALS);
    let shown = run.env([("ACME_PASSWORD", "p"), ("ACME_PIN", "s3cret-pin")]).usage();
    assert!(shown.starts_with("error: ACME_PIN is not a whole number"), "{shown}");
    assert!(!shown.contains("s3cret-pin"), "{shown}");
}

#[test]
fn a_limited_number_of_problems_is_listed() {
    let input: serde_json::Map<String, Value> = (0..50).map(|number| (format!("nothing_{number}"), json!(1))).collect();
    let message = acme("call things.find --thing-id t --input -").stdin(&Value::Object(input)).usage();
    assert!(
        message.starts_with("error: 50 values are wrong:\n") && message.contains("\n  … and 31 more\n"),
        "{message}"
    );
    let input: serde_json::Map<String, Value> = (0..50).map(|number| (format!("nothing_{number}"), json!(1))).collect();
    let run = acme("call things.find --limit x --ratio y --input -").stdin(&Value::Object(input));
    let message = run.usage();
    assert!(
        message.starts_with("error: 53 values are wrong:\n") && message.contains("\n  … and 33 more\n"),
        "{message}"
    );
    assert_eq!(message.lines().count(), 23, "{message}");
    let size = json!(vec!["x"; 60]);
    let message =
        acme("call things.make --name n --size 1 --input -").stdin(&json!({ "counts": size, "password": "p" })).usage();
    assert!(message.lines().count() <= 23, "{message}");
    let message = acme("snippet things.make -l curl --input -").stdin(&json!({ "counts": vec!["x"; 60] })).usage();
    assert!(message.starts_with("error: 60 values are wrong:\n"), "{message}");
    let long = "x".repeat(100_000);
    let message = acme("call things.find --thing-id t --input -").stdin(&json!({ long: 1 })).usage();
    assert!(message.len() < 2_000, "{}", message.len());
    let message = acme("call things.find --input -").stdin(&" ".repeat(16 * 1024 * 1024 + 1)).usage();
    assert_eq!(message, "error: --input -: it is longer than 16 MiB\n");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let recorder = Recorder::start().unwrap();
    make(&recorder, "--input -").stdin(&"\u{feff}{\"name\":\"a\",\"size\":1,\"password\":\"p\"}").done();
    assert_eq!(body(&recorder), json!({ "name": "a", "size": 1, "password": "p" }));
}
