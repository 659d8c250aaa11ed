//! The command `snippet`.

use serde_json::json;

use crate::support::acme;

#[test]
fn values_are_filled_in_and_what_is_missing_is_a_placeholder() {
    let curl = acme("snippet things.find --lang curl --thing-id a/b --limit 3").done();
    assert!(curl.starts_with("curl 'https://test.acme.example/things/a%2Fb/like?limit=3'"), "{curl}");
    let python = acme("snippet things.find -l python --input -").stdin(&json!({ "X-Trace": "it's" })).done();
    assert!(python.contains("requests.get(") && python.contains("it's") && python.contains("thing-1"), "{python}");
    let curl = acme("snippet -l curl things.find").env([("ACME_BASE_URL", "http://127.0.0.1:8080/x")]).done();
    assert!(curl.starts_with("curl 'http://127.0.0.1:8080/x/things/thing-1/like'"), "{curl}");
}

#[test]
fn a_number_that_the_language_would_round_is_refused_by_its_path() {
    let values = r#"{"ratio":0.12345678901234567890}"#;
    let message = acme("snippet things.find -l typescript --input -").stdin(&values).usage();
    assert!(message.starts_with("error: TypeScript would round the number `ratio`; "), "{message}");
    for language in ["rust", "curl", "powershell", "fetch", "python", "go"] {
        let text = acme("snippet things.find --input - --lang").arg(language).stdin(&values).done();
        assert!(text.contains("0.12345678901234567890"), "{text}");
    }
}

#[test]
fn a_wrong_value_or_language_is_refused() {
    let message = acme("snippet things.find").usage();
    assert_eq!(
        message,
        "error: no language is given; give --lang with one of typescript, rust, curl, powershell, fetch, python, go\n"
    );
    let message = acme("snippet things.find --lang pyton").usage();
    assert!(message.contains("invalid value 'pyton'") && message.contains("'python'"), "{message}");
    let message = acme("snippet things.find --lang go --limit many").usage();
    assert!(message.starts_with("error: --limit is not a whole number"), "{message}");
}
