//! Lists and JSON as one text, maps and groups of query parameters, in every export.

use std::collections::BTreeMap;

use endpoint_runtime::{
    Bit, Json, Query, Result, endpoints,
    provider::{Environment, Provider},
};
use serde_json::{Value, json};

use crate::{
    openapi,
    snippet::{Language, SnippetOptions, snippet},
    typescript::{SdkOptions, sdk},
};

/// A page of a list.
#[derive(Clone, Query)]
#[query(schema)]
#[allow(unreachable_pub, reason = "declared as a crate would")]
pub struct Page {
    #[query("page[size]")]
    pub size: Option<u32>,
    #[query("$after")]
    pub after: Option<String>,
}

#[endpoints(schema)]
pub trait Lists {
    #[endpoint(GET "/v1/<ids>?<labels>&<range>&<tags>&<key>&<details>&all", auth = none)]
    async fn list(
        &self,
        #[join(";")] ids: Vec<u32>,
        #[join(",")] labels: Vec<String>,
        #[join("|")] range: Vec<u32>,
        #[join(";")] tags: Vec<String>,
        #[encode(json)] key: Option<Json>,
        details: Option<Bit>,
        #[query("filter[]")] filter: BTreeMap<String, String>,
        #[query("fields[]")]
        #[join(",")]
        fields: BTreeMap<String, Vec<String>>,
        #[query] page: Option<Page>,
        #[query] extra: BTreeMap<String, u32>,
        #[header("X-Arg")]
        #[encode(json)]
        arg: Option<Vec<String>>,
    ) -> Result<()>;

    #[endpoint(POST "/v1", form, auth = none)]
    async fn create(
        &self,
        #[join(",")] labels: Vec<String>,
        #[encode(json)] payload: Json,
        #[field("metadata[]")] metadata: BTreeMap<String, String>,
    ) -> Result<()>;
}

fn provider() -> Provider {
    let environment = Environment::new("live", "https://api.example.com");
    Provider::builder("lists").environment(environment).resource(ListsClient::SCHEMAS).build().unwrap()
}

fn input() -> Value {
    json!({
        "ids": [1, 2],
        "labels": ["a b", "c"],
        "range": [3, 4],
        "tags": ["x", "y"],
        "key": ["ü", 1],
        "details": 1,
        "filter": { "state": "open", "a": "b" },
        "fields": { "user": ["id", "name"] },
        "size": 5,
        "after": "z",
        "extra": { "n": 7 },
        "arg": ["ü"],
    })
}

/// The target that the client of the runtime sends for this input.
const TARGET: &str = "/v1/1;2?labels=a%20b,c&range=3%7C4&tags=x%3By&key=%5B%22%C3%BC%22%2C1%5D&details=1&all\
    &filter%5Ba%5D=b&filter%5Bstate%5D=open&fields%5Buser%5D=id,name&n=7&page%5Bsize%5D=5&$after=z";

#[test]
fn a_snippet_sends_what_the_client_sends() {
    let provider = provider();
    let curl = |id: &str, input: Value| {
        let operation = provider.operation(id).unwrap();
        let Json::Object(values) = Json::from(&input) else { panic!("an object") };
        snippet(&provider, operation, &values, &SnippetOptions::default(), Language::Curl).unwrap()
    };
    let list = curl("lists_list", input());
    assert!(list.contains(TARGET), "{list}");
    assert!(list.contains(r#"X-Arg: ["\u00fc"]"#), "{list}");
    let create = curl("lists_create", json!({ "labels": ["a", "b"], "payload": [1], "metadata": { "k": "v" } }));
    assert!(create.contains("'labels=a%2Cb&payload=%5B1%5D&metadata%5Bk%5D=v'"), "{create}");
}

#[test]
fn the_document_says_how_a_parameter_is_written() {
    let document = serde_json::to_value(openapi::openapi(&provider())).unwrap();
    let parameters = document["paths"]["/v1/{ids}"]["get"]["parameters"].as_array().unwrap();
    let of = |name: &str| {
        let parameter = parameters.iter().find(|parameter| parameter["name"] == name).unwrap();
        json!([parameter["style"], parameter["explode"], parameter["schema"]["type"]])
    };
    assert_eq!(of("ids"), json!([null, null, "string"]));
    assert_eq!(of("labels"), json!(["form", false, "array"]));
    assert_eq!(of("range"), json!(["pipeDelimited", false, "array"]));
    assert_eq!(of("tags"), json!([null, null, "string"]));
    assert_eq!(of("filter"), json!(["deepObject", true, "object"]));
    assert_eq!(of("fields"), json!(["deepObject", true, "object"]));
    assert_eq!(of("extra"), json!(["form", true, "object"]));
    assert_eq!(of("page[size]"), json!([null, null, "integer"]));
    let key = parameters.iter().find(|parameter| parameter["name"] == "key").unwrap();
    assert!(key.get("schema").is_none() && key["content"]["application/json"].is_object(), "{key}");
    let form = &document["paths"]["/v1"]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"];
    let expected = json!({
        "labels": { "style": "form", "explode": false },
        "payload": { "contentType": "application/json" },
        "metadata": { "style": "deepObject", "explode": true },
    });
    assert_eq!(form["encoding"], expected);
    assert_eq!(form["schema"]["properties"]["metadata"]["additionalProperties"]["type"], "string");
}

#[test]
fn the_package_has_lists_and_maps() {
    let files = sdk(&provider(), &SdkOptions::new("lists")).unwrap();
    let types = files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>().concat();
    for declared in ["ids: number[]", "labels?: string[]", "[key: string]: string;", "[key: string]: string[];"] {
        assert!(types.contains(declared), "{declared}");
    }
}
