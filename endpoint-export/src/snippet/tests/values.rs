use endpoint_runtime::{Json, JsonMap};
use serde_json::{Value, json};

use super::{holds, written};
use crate::{
    snippet::{
        Language, SnippetOptions,
        literal::{JAVASCRIPT, JSON},
        placeholder::placeholder,
        snippet,
    },
    tests::acme::acme,
};

#[test]
fn what_is_missing_and_required_is_a_placeholder_of_its_type() {
    let provider = acme();
    let create = provider.operation("teams_create").unwrap();
    let of = |name: &str| placeholder(create.parameter(name).unwrap(), &create.types);
    assert_eq!(of("name"), "name".into());
    assert_eq!(of("count"), 1.into());
    let address = json!({ "street": "street", "floor": 1, "kind": "home", "doors": [{ "is_open": false }] });
    assert_eq!(of("address"), address.into());
    let picture = provider.operation("teams_picture").unwrap();
    assert_eq!(placeholder(&picture.parameters[0], &picture.types), "Ynl0ZXM=".into());
}

#[test]
fn what_no_client_would_send_is_a_placeholder() {
    for refused in [json!(""), json!("."), json!(".."), json!(null)] {
        let text = written("teams_list", &json!({ "team_id": refused }), Language::Curl);
        holds(&text, &["/v1/teams/team_id/?expand=a%20b'"]);
    }
    for kept in ["...", "%2e", " "] {
        let text = written("teams_list", &json!({ "team_id": kept }), Language::Curl);
        assert!(!text.contains("team_id"), "{text}");
    }
    for refused in ["two\r\nlines", "é", " blank", "\u{0}"] {
        for language in [Language::Curl, Language::Python, Language::TypeScript] {
            let text = written("teams_list", &json!({ "reason": refused }), language);
            assert!(text.contains("reason") && !text.contains(refused), "{text}");
        }
    }
}

#[test]
fn a_value_goes_by_its_argument_or_by_its_header() {
    let by_argument = written("teams_list", &json!({ "reason": "r" }), Language::Fetch);
    assert_eq!(written("teams_list", &json!({ "x-REASON": "r" }), Language::Fetch), by_argument);
    holds(&by_argument, &["\"X-Reason\": \"r\""]);
    assert_eq!(
        written("teams_list", &json!({ "other": "r" }), Language::Fetch),
        written("teams_list", &json!({}), Language::Fetch)
    );
}

#[test]
fn null_is_sent_in_json_and_nowhere_else() {
    let values = json!({ "extra": null, "limit": null, "scope": null });
    holds(&written("teams_create", &values, Language::Python), &["\"extra\": None"]);
    assert!(!written("teams_list", &values, Language::Python).contains("limit"));
    assert!(!written("teams_token", &values, Language::Python).contains("scope"));
}

#[test]
fn a_whole_number_is_written_as_one_where_it_is_asked_for() {
    let of = |values: &Value, language| written("teams_change", values, language);
    holds(&of(&json!({ "age": 7.0 }), Language::Rust), &[".age(7)"]);
    holds(&of(&json!({ "age": 7.0 }), Language::Go), &["\"age\": 7\n"]);
    holds(&of(&json!({ "age": 7.5 }), Language::Go), &["\"age\": 7.5"]);
    holds(&of(&json!({ "age": 1e16 }), Language::Go), &["\"age\": 10000000000000000"]);
}

#[test]
fn a_value_of_any_type_is_shown_in_every_language() {
    let provider = acme();
    for operation in provider.operations() {
        for parameter in &operation.parameters {
            for value in
                [json!(null), json!(true), json!(-1.5), json!("x"), json!([]), json!([[1]]), json!({ "a": { "b": 1 } })]
            {
                let values = JsonMap::from_iter([(parameter.metadata.name, value)]);
                for language in Language::ALL {
                    let text = snippet(&provider, operation, &values, &SnippetOptions::default(), language).unwrap();
                    assert!(text.ends_with('\n'), "{text}");
                }
            }
        }
    }
    let values = json!({ "team_id": { "a": [1] }, "order": "newest_first", "limit": [2] });
    holds(
        &written("teams_list", &values, Language::Curl),
        &["/v1/teams/%7B%22a%22%3A%5B1%5D%7D/?limit=%5B2%5D&order=newest_first&"],
    );
}

#[test]
fn bodies_are_there_when_something_is_in_them() {
    let curl = |id: &str, values: Value| written(id, &values, Language::Curl);
    assert!(!curl("teams_picture", json!({})).contains("Content-Type"));
    holds(&curl("teams_picture", json!({ "picture": "AQI=" })), &["printf 'AQI=' |\nbase64 --decode |\ncurl"]);
    holds(&curl("teams_settings", json!({ "settings": null })), &["--data-raw 'null'"]);
    holds(&curl("teams_settings", json!({ "settings": {} })), &["--data-raw '{}'"]);
    holds(&curl("teams_change", json!({})), &["Content-Type: application/json", "--data-raw '{}'"]);
    holds(&curl("teams_note", json!({ "note": "-n%\u{1b}\u{202e}" })), &[r"printf '\055n%%\033\342\200\256' |"]);
    holds(&curl("teams_note", json!({ "note": "" })), &["text/plain; charset=utf-8", "--data-raw ''"]);
    holds(
        &written("teams_settings", &json!({ "settings": null }), Language::Python),
        &["data=\"null\"", "application/json"],
    );
    holds(&curl("teams_probe", json!({})), &["--head"]);
}

#[test]
fn names_that_are_no_identifiers_are_quoted() {
    let value: Json = r#"{ "a-b": [1, "x"], "a": [[]], "__proto__": {}, "1st": null, "$_": [] }"#.parse().unwrap();
    let written =
        "{\n  \"a-b\": [1, \"x\"],\n  a: [\n    [],\n  ],\n  [\"__proto__\"]: {},\n  \"1st\": null,\n  $_: [],\n}";
    assert_eq!(JAVASCRIPT.value(&value, 0), written);
    assert_eq!(JSON.value(&value, 0).parse::<Json>().unwrap(), value);
}
