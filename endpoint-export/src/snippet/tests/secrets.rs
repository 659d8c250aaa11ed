use endpoint_runtime::JsonMap;
use expect_test::expect;
use serde_json::{Value, json};

use super::{holds, written};
use crate::{
    snippet::{Language, SnippetOptions, snippet},
    tests::{acme::acme, stytch::stytch},
};

const HUSH: &str = "hush-hush";

#[test]
fn no_secret_is_shown_in_any_language() {
    for provider in [acme(), stytch()] {
        for operation in provider.operations() {
            let secrets = operation.parameters.iter().filter(|parameter| parameter.metadata.sensitive);
            let values: JsonMap = secrets.map(|parameter| (parameter.metadata.name, HUSH)).collect();
            for language in Language::ALL {
                let text = snippet(&provider, operation, &values, &SnippetOptions::default(), language).unwrap();
                assert!(!text.contains(HUSH), "{text}");
                for parameter in operation.parameters.iter().filter(|parameter| parameter.metadata.sensitive) {
                    holds(&text, &[&provider.secret_variable(&parameter.metadata)]);
                }
            }
        }
    }
}

#[test]
fn a_secret_is_shown_when_it_is_needed_or_given() {
    let variables = ["ACME_TOOLS_KEY", "ACME_TOOLS_TOKEN", "ACME_TOOLS_PROOF"];
    for language in Language::ALL {
        let (needed, given) =
            (written("teams_key", &json!({}), language), written("teams_key", &json!({ "proof": 0 }), language));
        assert!(variables.map(|name| needed.contains(name)) == [true, true, false], "{needed}");
        assert!(variables.map(|name| given.contains(name)) == [true, true, true], "{given}");
    }
}

#[test]
fn a_secret_that_is_no_text_is_read_as_json() {
    let values = json!({ "pin": 1, "password": "" });
    for (language, parts) in [
        (Language::TypeScript, ["process.env.ACME_TOOLS_PASSWORD,", "parseJson(process.env.ACME_TOOLS_PIN!)"]),
        (
            Language::Rust,
            [
                "input.insert(\"password\", std::env::var(\"ACME_TOOLS_PASSWORD\")?);",
                "from_str::<endpoint_runtime::Json>(&std::env::var(\"ACME_TOOLS_PIN\")?)?",
            ],
        ),
        (Language::Fetch, ["${JSON.stringify(process.env.ACME_TOOLS_PASSWORD)},", "${process.env.ACME_TOOLS_PIN}"]),
        (Language::Python, ["json.dumps(os.environ[\"ACME_TOOLS_PASSWORD\"])", "os.environ[\"ACME_TOOLS_PIN\"] + r"]),
        (
            Language::PowerShell,
            ["(ConvertTo-Json $env:ACME_TOOLS_PASSWORD) + '", "\"pin\": ' + $env:ACME_TOOLS_PIN + '"],
        ),
        (
            Language::Go,
            ["quoteJSON(os.Getenv(\"ACME_TOOLS_PASSWORD\"))", "`,\n  \"pin\": ` + os.Getenv(\"ACME_TOOLS_PIN\")"],
        ),
    ] {
        holds(&written("teams_create", &values, language), &parts);
    }
}

#[test]
fn secrets_are_no_arguments_of_curl() {
    expect![[r#"
        printf '{
          "name": "it'\''s \\"%%\\"",
          "address": {
            "doors": [
              {
                "is_open": false
              }
            ],
            "floor": 1,
            "kind": "home",
            "street": "street"
          },
          "password": "%s",
          "pin": %s
        }' "$(printf %s "$ACME_TOOLS_PASSWORD" | sed 's/[\\"]/\\&/g')" "$ACME_TOOLS_PIN" |
        curl 'https://api.acme.example/base/v1/teams' \
          --request POST \
          --header 'Content-Type: application/json' \
          --header 'X-Count: 1' \
          --header @/dev/fd/3 \
          --data-binary @- 3<<EOF
        Authorization: Bearer $ACME_TOKEN
        EOF
    "#]]
    .assert_eq(&written("teams_create", &json!({ "name": "it's \"%\"", "password": 1, "pin": 1 }), Language::Curl));
    expect![[r#"
        curl --config - \
          --header @/dev/fd/3 <<EOF 3<<EOF
        url = "https://api.acme.example/base/v1/keys/$(printf %s "$ACME_TOOLS_KEY" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g')?token=$(printf %s "$ACME_TOOLS_TOKEN" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g')"
        EOF
        Authorization: Bearer $ACME_TOKEN
        X-Proof: $ACME_TOOLS_PROOF
        EOF
    "#]]
    .assert_eq(&written("teams_key", &json!({ "proof": true }), Language::Curl));
}

#[test]
fn credentials_go_where_the_endpoint_takes_them() {
    for language in [Language::Rust, Language::Curl, Language::Fetch, Language::Python, Language::Go] {
        assert!(!written("teams_token", &json!({}), language).contains("ACME_TOKEN"));
        holds(&written("teams_probe", &Value::Null, language), &["ACME_TOKEN"]);
    }
}
