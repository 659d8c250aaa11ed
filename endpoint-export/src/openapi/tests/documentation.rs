//! Documentation with the line ends of Windows, in every place that has one.
#![allow(dead_code, reason = "only the documentation is looked at")]

use endpoint_runtime::{
    Result, endpoints,
    provider::{AuthScheme, CredentialPart, Environment, Host, Provider},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{super::openapi, operation, parameter};
use crate::{
    console::console,
    typescript::{SdkOptions, sdk},
};

#[doc = "An app.\r\n\r\nOf a member.\r\n"]
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
struct App {
    #[doc = "Its id.\r\n\r\nForever."]
    id: String,
    kind: Kind,
}

#[doc = "A kind.\r\n\r\nOne of two."]
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
enum Kind {
    #[doc = "The first.\r\nAnd best."]
    First,
    Second,
}

#[doc = concat!("\u{feff}Apps.\r\n", "\r\nAll of them.\r\n")]
#[endpoints(schema)]
trait Apps {
    // As `include_str!` of a file that was checked out with the line ends of Windows.
    #[doc = "Revokes.\r\n\r\nAll tokens go.\r\n"]
    #[endpoint(POST "/revoke")]
    async fn revoke(
        &self,
        #[doc = "The app.\r\n\r\nAs it is."]
        #[body]
        app: App,
    ) -> Result<App>;

    #[doc = concat!("\u{feff}Lists.\r\n", " \t\r\nAll \u{2028}of\u{1b} */ `them` </script>.\0\r\n")]
    #[endpoint(GET "/list?<near>")]
    #[deprecated(note = "Too\r\nslow.")]
    async fn list(&self, #[doc = concat!("Near.\r\n", "\r\nNot far.")] near: Option<u8>) -> Result<Vec<App>>;

    /**
     * Counts.
     *
     * * All
     *   of them.
     */
    #[endpoint(GET "/count")]
    async fn count(&self) -> Result<u8>;

    #[doc = "Finds.\n \nA blank line of blanks."]
    #[endpoint(GET "/find")]
    async fn find(&self) -> Result<App>;
}

fn provider() -> Provider {
    let docs = "Text.\r\n\r\nMore text.\r\n";
    Provider::builder("acme")
        .docs(docs)
        .environment(Environment::new("live", "https://api.acme.example").docs(docs))
        .host(Host::new("files", "https://files.acme.example").docs(docs))
        .auth(AuthScheme::bearer(CredentialPart::new("token", "ACME_TOKEN").docs(docs)))
        .resource(AppsClient::SCHEMAS)
        .build()
        .unwrap()
}

#[test]
fn summaries_and_descriptions_are_told_apart() {
    let document = serde_json::to_value(openapi(&provider())).unwrap();
    let docs = |id: &str| {
        let operation = operation(&document, id);
        (operation["summary"].as_str().unwrap().to_owned(), operation["description"].as_str().unwrap().to_owned())
    };
    let expected = |summary: &str, description: &str| (summary.to_owned(), description.to_owned());
    assert_eq!(docs("apps_revoke"), expected("Revokes.", "All tokens go."));
    let list = "**Deprecated:** Too\nslow.\n\nAll \u{2028}of */ `them` </script>.";
    assert_eq!(docs("apps_list"), expected("Lists.", list));
    assert_eq!(docs("apps_count"), expected("Counts.", "* All\n  of them."));
    assert_eq!(docs("apps_find"), expected("Finds.", "A blank line of blanks."));
    assert_eq!(parameter(operation(&document, "apps_list"), "near")["description"], "Near.\n\nNot far.");
    assert_eq!(document["info"]["description"], "Text.\n\nMore text.");
    assert_eq!(document["tags"], json!([{ "name": "apps", "description": "Apps.\n\nAll of them." }]));
}

#[test]
fn no_export_has_a_carriage_return() {
    fn check(value: &Value) {
        match value {
            Value::String(text) => assert!(!text.contains(['\r', '\0', '\u{1b}', '\u{feff}']), "{text:?}"),
            Value::Array(items) => items.iter().for_each(check),
            Value::Object(members) => members.values().for_each(check),
            _ => {}
        }
    }
    let provider = provider();
    check(&serde_json::to_value(openapi(&provider)).unwrap());
    check(&serde_json::to_value(&*provider.types).unwrap());
    for operation in provider.operations() {
        check(&serde_json::to_value(console(&provider, operation)).unwrap());
        check(&operation.input_schema());
        check(&json!([operation.docs, operation.summary(), operation.deprecated, operation.response]));
    }
    for file in sdk(&provider, &SdkOptions::new("acme")).unwrap() {
        assert!(!file.text.contains('\r'), "{} {}", file.path, file.text);
    }
}
