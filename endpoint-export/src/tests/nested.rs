//! Nested values of queries and forms, in every export.

use endpoint_runtime::{
    Json, Result, endpoints, object,
    provider::{Environment, Provider},
};
use serde_json::{Value, json};

use crate::{
    openapi,
    snippet::{Language, SnippetOptions, snippet},
    typescript::{SdkOptions, sdk},
};

/// A line of an order.
#[object(sent, schema)]
#[allow(unreachable_pub, reason = "declared as a crate would")]
pub struct Line {
    pub price: String,
    pub tags: Option<Vec<String>>,
}

#[endpoints(schema)]
pub trait Orders {
    #[endpoint(POST "/v1/orders?<filter>", form, auth = none)]
    async fn order(
        &self,
        #[encode(brackets)] filter: Option<Line>,
        #[encode(brackets)] lines: Vec<Line>,
        #[encode(dots, list = ".member.1")] ids: Vec<u32>,
        #[sensitive]
        #[encode(brackets)]
        secret: Option<Line>,
    ) -> Result<()>;

    #[endpoint(POST "/v1/lines", auth = none)]
    async fn line(
        &self,
        #[body(form)]
        #[encode(dots)]
        line: Line,
    ) -> Result<()>;
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    Provider::builder("orders").environment(environment).resource(OrdersClient::SCHEMAS).build().unwrap()
}

fn written(id: &str, input: &Value, language: Language) -> String {
    let provider = provider();
    let Json::Object(values) = Json::from(input) else { panic!("an object") };
    let operation = provider.operation(id).unwrap();
    snippet(&provider, operation, &values, &SnippetOptions::default(), language).unwrap()
}

fn input() -> Value {
    json!({
        "filter": { "price": "a&b", "tags": ["x"] },
        "lines": [{ "price": "p1" }, { "price": "p2", "tags": ["y", "z"] }],
        "ids": [7, 8],
    })
}

#[test]
fn a_snippet_sends_what_the_client_sends() {
    let order = written("orders_order", &input(), Language::Curl);
    assert!(order.contains("/v1/orders?filter%5Bprice%5D=a%26b&filter%5Btags%5D%5B0%5D=x"), "{order}");
    let body = "lines%5B0%5D%5Bprice%5D=p1&lines%5B1%5D%5Bprice%5D=p2&lines%5B1%5D%5Btags%5D%5B0%5D=y\
        &lines%5B1%5D%5Btags%5D%5B1%5D=z&ids.member.1=7&ids.member.2=8";
    assert!(order.contains(body), "{order}");
    let line = written("orders_line", &json!({ "line": { "price": "p", "tags": ["y"] } }), Language::Curl);
    assert!(line.contains("price=p&tags.1=y"), "{line}");
}

#[test]
fn a_secret_has_an_example_in_place_of_its_values() {
    let mut input = input();
    input["secret"] = json!({ "price": "s3cret", "tags": ["s3cret"] });
    for language in Language::ALL {
        assert!(!written("orders_order", &input, language).contains("s3cret"), "{language:?}");
    }
    assert!(written("orders_order", &input, Language::Curl).contains("secret%5Bprice%5D="));
}

#[test]
fn the_document_names_the_form_of_the_keys() {
    let document = serde_json::to_value(openapi::openapi(&provider())).unwrap();
    let operation = &document["paths"]["/v1/orders"]["post"];
    let filter = &operation["parameters"][0];
    assert_eq!(json!([filter["style"], filter["explode"]]), json!(["deepObject", true]));
    assert_eq!(filter["schema"]["x-keys"], json!({ "member": "[member]", "firstItem": "[0]" }));
    let form = &operation["requestBody"]["content"]["application/x-www-form-urlencoded"];
    assert_eq!(form["encoding"]["lines"], json!({ "style": "deepObject", "explode": true }));
    assert_eq!(form["schema"]["properties"]["lines"]["type"], "array");
    assert!(form["encoding"].get("ids").is_none());
    let ids = &form["schema"]["properties"]["ids"]["x-keys"];
    assert_eq!(*ids, json!({ "member": ".member", "firstItem": ".member.1" }));
}

#[test]
fn the_package_names_the_form_of_the_keys() {
    let files = sdk(&provider(), &SdkOptions::new("orders")).unwrap();
    let text = files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>().concat();
    for written in [r#"nested: ["[]", "[0]"]"#, r#"nested: [".", ".member.1"]"#, "lines?: ", "ids?: number[]"] {
        assert!(text.contains(written), "{written}");
    }
}
