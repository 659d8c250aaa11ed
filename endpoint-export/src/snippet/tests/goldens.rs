use endpoint_runtime::JsonMap;
use expect_test::expect_file;
use serde_json::json;

use crate::{
    snippet::{Language, SnippetOptions, snippet},
    tests::stytch::{REVOKE, stytch},
};

const EXTENSIONS: [(Language, &str); 7] = [
    (Language::TypeScript, "ts"),
    (Language::Rust, "rs"),
    (Language::Curl, "sh"),
    (Language::PowerShell, "ps1"),
    (Language::Fetch, "mjs"),
    (Language::Python, "py"),
    (Language::Go, "go"),
];

fn check(case: &str, values: &JsonMap) {
    let stytch = stytch();
    let revoke = stytch.operation(REVOKE).unwrap();
    for (language, extension) in EXTENSIONS {
        let path = format!("{}/golden/snippets/revoke.{case}.{extension}", env!("CARGO_MANIFEST_DIR"));
        let written = snippet(&stytch, revoke, values, &SnippetOptions::default(), language).unwrap();
        expect_file![path].assert_eq(&written);
    }
}

#[test]
fn nothing_is_filled_in() {
    check("minimal", &JsonMap::new());
}

#[test]
fn a_session_is_filled_in_and_not_shown() {
    let values = json!({
        "organization_id": "acme",
        "member_id": "ada@acme.example",
        "connected_app_id": "connected-app-test-1",
        "session_token": "a-secret-that-nobody-sees",
    });
    check("session", &values.as_object().cloned().unwrap().into());
}
