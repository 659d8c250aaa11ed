use endpoint_runtime::JsonMap;
use serde_json::json;

use super::{holds, written};
use crate::{
    snippet::{Language, LanguageError, SnippetOptions, snippet},
    tests::acme::acme,
};

#[test]
fn a_typed_request_is_made_of_values_that_fit_for_sure() {
    let values = json!({ "team_id": "t", "type": "x", "age": 7, "rate": 2, "is_admin": true });
    let text = written("teams_change", &values, Language::Rust);
    holds(
        &text,
        &[
            "use endpoint_export::tests::acme::ChangeRequest;",
            "ChangeRequest::new(\"t\")\n        .r#type(\"x\")\n        .age(7)\n        .rate(2.0)\n        .is_admin(true);",
            "    client.send(request).await?;\n    Ok(())",
        ],
    );
    for wrong in [
        json!({ "age": 70_000 }),
        json!({ "age": -1 }),
        json!({ "level": 256 }),
        json!({ "order": "newest_first" }),
        json!({ "age": "7" }),
        json!({ "type": 1 }),
        json!({ "is_admin": null }),
        json!({ "since": 1 }),
        json!({ "initial": "x" }),
    ] {
        let text = written("teams_change", &wrong, Language::Rust);
        holds(&text, &[".operation(\"teams_change\")", "json!({", "client.call(operation, input)?.await?"]);
    }
}

#[test]
fn a_required_group_of_headers_and_lists_go_by_data() {
    for id in ["teams_traced", "teams_list"] {
        holds(
            &written(id, &json!({ "order": ["newest_first"] }), Language::Rust),
            &["json!({", &format!("operation(\"{id}\")")],
        );
    }
}

#[test]
fn numbers_in_json_of_rust_have_a_type_that_holds_them() {
    let values = json!({ "settings": [2_147_483_647, 2_147_483_648_i64, -3_000_000_000_i64, u64::MAX, 1e300] });
    let text = written("teams_settings", &values, Language::Rust);
    holds(&text, &["[2147483647, 2147483648_i64, -3000000000_i64, 18446744073709551615_u64, 1e+300]"]);
}

#[test]
fn a_client_of_the_providers_own_reads_the_environment() {
    let mut provider = acme();
    let remove = provider.operation("archive_remove").unwrap().clone();
    let options = SnippetOptions::default().base_url("http://127.0.0.1:1");
    let rust = |provider: &_| snippet(provider, &remove, &JsonMap::new(), &options, Language::Rust).unwrap();
    let steps = "Client::builder()
        .base_url(\"http://127.0.0.1:1\")
        .host(\"archive\", \"https://archive.acme.example\")
        .auth(Bearer::new(std::env::var(\"ACME_TOKEN\")?))
        .build()?;";
    holds(&rust(&provider), &[steps]);
    provider.rust_client = Some("acme::Acme".to_owned());
    holds(&rust(&provider), &["use acme::Acme;\n", "let client = Acme::from_env()?;"]);
    assert!(!rust(&provider).contains("127.0.0.1"));
}

#[test]
fn the_base_url_is_that_of_the_options_but_for_hosts() {
    let mut provider = acme();
    let options = SnippetOptions::default().base_url("http://127.0.0.1:1/it's/");
    let curl = |provider: &_, id: &str, options: &_| {
        let operation = acme().operation(id).unwrap().clone();
        snippet(provider, &operation, &JsonMap::new(), options, Language::Curl).unwrap()
    };
    holds(&curl(&provider, "teams_probe", &options), &[r"curl 'http://127.0.0.1:1/it'\''s/v1/teams'"]);
    holds(&curl(&provider, "archive_remove", &options), &["curl 'https://archive.acme.example/v1/teams/team_id'"]);
    let options = options.host_url("archive", "http://127.0.0.1:2/a");
    holds(&curl(&provider, "archive_remove", &options), &["curl 'http://127.0.0.1:2/a/v1/teams/team_id'"]);
    holds(
        &curl(&provider, "teams_probe", &SnippetOptions::default()),
        &["curl 'https://api.acme.example/base/v1/teams'"],
    );
    provider.environments.clear();
    holds(&curl(&provider, "teams_probe", &SnippetOptions::default()), &["curl 'https://api.example.com/v1/teams'"]);
}

#[test]
fn the_package_and_what_it_is_called_can_be_any() {
    let mut provider = acme();
    let probe = provider.operation("teams_probe").unwrap().clone();
    let options = SnippetOptions::default().package("@acme/sdk");
    let call =
        |provider: &_, options: &_| snippet(provider, &probe, &JsonMap::new(), options, Language::TypeScript).unwrap();
    assert_eq!(call(&provider, &options), "import acmeTools from \"@acme/sdk\";\n\nawait acmeTools.teamsProbe();\n");
    provider.name = "import".to_owned();
    holds(&call(&provider, &SnippetOptions::default()), &["import client from \"import-endpoints\";"]);
}

#[test]
fn languages_go_by_id_and_by_name() {
    for language in Language::ALL {
        assert_eq!(language.id().parse(), Ok(language));
        assert_eq!(language.name().to_uppercase().parse(), Ok(language));
        assert_eq!(language.to_string(), language.name());
    }
    let error: LanguageError = "ruby".parse::<Language>().unwrap_err();
    assert_eq!(error.given(), "ruby");
    assert_eq!(
        error.to_string(),
        "there are no snippets in `ruby`; the languages are typescript, rust, curl, powershell, fetch, python, go"
    );
}

#[test]
fn what_is_too_much_for_a_macro_is_a_text() {
    let many: Vec<u32> = (0..200).collect();
    let text = written("teams_settings", &json!({ "settings": many }), Language::Rust);
    assert!(!text.contains("json!"), "{text}");
    holds(&text, &["let input: endpoint_runtime::JsonMap = serde_json::from_str(\n", "[0,1,2,", "199]"]);
}

#[test]
fn curl_takes_a_url_as_it_is() {
    let provider = acme();
    let list = provider.operation("teams_list").unwrap();
    let curl = |url: &str| {
        let options = SnippetOptions::default().base_url(url);
        snippet(&provider, list, &JsonMap::new(), &options, Language::Curl).unwrap()
    };
    assert!(curl("http://127.0.0.1:1/{a,b}[1-3]").contains("--globoff"));
    assert!(!curl("http://127.0.0.1:1/a").contains("--globoff"));
}
