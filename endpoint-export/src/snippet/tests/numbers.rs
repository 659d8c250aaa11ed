//! Numbers in every language: their digits arrive, or the call is refused.

use endpoint_runtime::{
    JsonMap, Result, endpoints,
    provider::{Environment, Provider},
};
use serde_json::Value;

use super::holds;
use crate::{
    snippet::{Language, SnippetError, SnippetOptions, snippet},
    tests::acme::acme,
};

#[endpoints(schema)]
trait Parcels {
    #[endpoint(PUT "/parcels?<near>", auth = none)]
    async fn put(
        &self,
        id: Option<u64>,
        near: Option<f64>,
        ids: Option<Vec<i64>>,
        size: Option<f64>,
        width: Option<f32>,
        extra: Option<Value>,
        sizes: Option<std::collections::BTreeMap<String, f64>>,
        #[sensitive] pin: Option<u64>,
        #[sensitive] pins: Option<Vec<u64>>,
    ) -> Result<()>;
}

fn try_written(values: &str, language: Language) -> std::result::Result<String, SnippetError> {
    let environment = Environment::new("live", "https://api.acme.example");
    let provider = Provider::builder("acme").environment(environment).resource(ParcelsClient::SCHEMAS).build().unwrap();
    let values: JsonMap = serde_json::from_str(values).unwrap();
    snippet(&provider, provider.operation("parcels_put").unwrap(), &values, &SnippetOptions::default(), language)
}

fn written(values: &str, language: Language) -> String {
    try_written(values, language).unwrap()
}

const LARGE: &str = r#"{"id":9007199254740993,"extra":{"z":1.10,"a":[1E5,-0,123456789012345678901234567890,1e400]}}"#;

#[test]
fn a_number_that_the_language_would_change_makes_the_body_a_text() {
    let members = r#""id": 9007199254740993,
  "extra": {
    "z": 1.10,
    "a": [1E5, -0, 123456789012345678901234567890, 1e400]"#;
    for (language, parts) in [
        (Language::Curl, ["--data-raw '{", "Content-Type: application/json"]),
        (Language::PowerShell, ["UTF8.GetBytes('{", "('Content-Type', 'application/json')"]),
        (Language::Fetch, ["body: `{", r#""Content-Type": "application/json""#]),
        (Language::Python, ["data=r'''{", r#""Content-Type": "application/json""#]),
        (Language::Go, ["body := `{", r#""Content-Type", "application/json""#]),
    ] {
        let text = written(LARGE, language);
        holds(&text, &parts);
        holds(&text, &[members]);
    }
    let input = "{\\\"id\\\":9007199254740993,\\\"extra\\\":{\\\"z\\\":1.10,\\\"a\\\":[1E5,-0,123456789012345678901234567890,1e400]}}";
    holds(&written(LARGE, Language::Rust), &["endpoint_runtime::JsonMap = serde_json::from_str(\n", input]);
}

#[test]
fn other_numbers_stay_literals() {
    let values = r#"{"id":9007199254740991,"extra":[1.5,-7]}"#;
    holds(&written(values, Language::Fetch), &["JSON.stringify({", "id: 9007199254740991", "[1.5, -7]"]);
    holds(&written(r#"{"id":18446744073709551615,"extra":[1.0]}"#, Language::Python), &["json={", "551615", "[1.0]"]);
}

#[test]
fn texts_beside_such_a_number_are_escaped() {
    let values = r#"{"size":1.10,"extra":"`${x}\\ ''' \u2028 é"}"#;
    holds(&written(values, Language::Fetch), &[r#""extra": "\`\${x}\\\\ ''' \\u2028 é""#]);
    holds(&written(values, Language::Python), &[r#"data="{\n"#, r#"\"`${x}\\\\ ''' \\u2028 é\"\n}".encode()"#]);
    holds(&written(values, Language::PowerShell), &[r#""`${x}\\ '''''' \u2028 \u00e9""#]);
}

#[test]
fn typescript_has_bigints_where_the_package_takes_them() {
    let values = r#"{"id":18446744073709551615,"ids":[1,-9223372036854775808],"extra":[9007199254740993]}"#;
    let text = written(values, Language::TypeScript);
    holds(&text, &["id: 18446744073709551615n", "ids: [1, -9223372036854775808n]", "extra: [9007199254740993n]"]);
    let text = written(r#"{"size":1.10,"near":10000000000000000}"#, Language::TypeScript);
    holds(&text, &["import acme from", "size: 1.10", "near: 10000000000000000,"]);
    let text = written(r#"{"extra":[1E5,{"a":1.10},-0,1e400,1.5]}"#, Language::TypeScript);
    let kept =
        ["[\n    new JsonNumber(\"1E5\"),\n", "a: new JsonNumber(\"1.10\")", "(\"-0\"),\n", "(\"1e400\"),\n    1.5,"];
    holds(&text, &["import acme, { JsonNumber } from \"acme-endpoints\";"]);
    holds(&text, &kept);
    holds(&written(r#"{"pin":1}"#, Language::TypeScript), &["import acme from", "pin: BigInt(process.env.ACME_PIN!)"]);
    let text = written(r#"{"pins":[1],"extra":1.10}"#, Language::TypeScript);
    holds(&text, &["import acme, { JsonNumber, parseJson } from", "pins: parseJson(process.env.ACME_PINS!)"]);
}

#[test]
fn typescript_refuses_a_number_that_it_would_round() {
    for (values, path) in [
        (r#"{"size":9007199254740993}"#, "size"),
        (r#"{"near":0.12345678901234567890}"#, "near"),
        (r#"{"sizes":{"b c":1e400}}"#, r#"sizes["b c"]"#),
        (r#"{"ids":[1,1e400]}"#, "ids[1]"),
    ] {
        let error = try_written(values, Language::TypeScript).unwrap_err();
        assert_eq!((error.language(), error.path().unwrap().to_string().as_str()), (Language::TypeScript, path));
        let text = error.to_string();
        holds(&text, &[path, "TypeScript would round", "rust, curl, powershell, fetch, python, go"]);
        for language in Language::ALL.into_iter().filter(|language| *language != Language::TypeScript) {
            assert!(try_written(values, language).is_ok());
        }
    }
}

#[test]
fn a_typed_float_of_rust_sends_what_was_given() {
    for (given, literal) in
        [("1.5", "1.5"), ("5", "5.0"), ("-0", "-0.0"), ("1e+21", "1e+21"), ("10000000000000000", "10000000000000000.0")]
    {
        holds(&written(&format!(r#"{{"size":{given}}}"#), Language::Rust), &[&format!(".size({literal})")]);
    }
    for other in ["1.50", "5.0", "1e16", "9007199254740993", "1e400", "0.12345678901234567890"] {
        holds(&written(&format!(r#"{{"size":{other}}}"#), Language::Rust), &["client.call(operation, input)"]);
    }
    holds(&written(r#"{"width":0.1}"#, Language::Rust), &[".width(0.1)"]);
    holds(&written(r#"{"width":16777217}"#, Language::Rust), &["client.call(operation, input)"]);
}

#[test]
fn a_whole_number_of_an_integer_type_is_written_as_one() {
    let provider = acme();
    let values = serde_json::from_str(r#"{"limit":1.0}"#).unwrap();
    let list = provider.operation("teams_list").unwrap();
    holds(&snippet(&provider, list, &values, &SnippetOptions::default(), Language::Curl).unwrap(), &["limit=1&"]);
}
