//! Secrets among the values of a call: sensitive arguments, and values whose type is sensitive, at any depth.

use endpoint_runtime::{
    Json,
    provider::{InputParameter, Operation, TypeKind, Types, ValueType},
};

/// Returns whether the whole of an argument is secret: its parameter is sensitive, or its type.
#[must_use]
pub fn is_sensitive(operation: &Operation, parameter: &InputParameter) -> bool {
    parameter.metadata.sensitive || operation.types.is_sensitive(&parameter.value_type)
}

/// Calls `visit` with each secret in the value of an argument: its type, the name of the innermost member or argument that
/// holds it, and the value itself.
pub fn visit(
    operation: &Operation,
    parameter: &InputParameter,
    value: &mut Json,
    visit: &mut dyn FnMut(&ValueType, &str, &mut Json),
) {
    let name = parameter.metadata.name;
    match value {
        _ if parameter.metadata.sensitive => visit(&parameter.value_type, name, value),
        Json::Array(items) if parameter.metadata.is_list() => {
            for item in items {
                inside(&operation.types, &parameter.value_type, name, item, visit);
            }
        }
        value => inside(&operation.types, &parameter.value_type, name, value, visit),
    }
}

/// Searches a value by its type, and by each variant of a union.
fn inside(
    types: &Types,
    value_type: &ValueType,
    name: &str,
    value: &mut Json,
    visit: &mut dyn FnMut(&ValueType, &str, &mut Json),
) {
    if types.is_sensitive(value_type) {
        return visit(value_type, name, value);
    }
    match (types.kind(value_type), value) {
        (TypeKind::List(list), Json::Array(items)) => {
            for (at, item) in items.iter_mut().enumerate() {
                inside(types, list.prefix.get(at).unwrap_or(&list.items), name, item, visit);
            }
        }
        (TypeKind::Map(map), Json::Object(members)) => {
            for (name, member) in members {
                inside(types, &map.values, name, member, visit);
            }
        }
        (TypeKind::Object(object), Json::Object(members)) => {
            for (name, member) in members {
                let known = object.members.iter().find(|known| known.name == *name).map(|known| &known.value);
                if let Some(value_type) = known.or(object.others.as_ref()) {
                    inside(types, value_type, name, member, visit);
                }
            }
        }
        (TypeKind::Union(union), value) => {
            for variant in &union.variants {
                inside(types, variant, name, value, visit);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(dead_code, reason = "only the schemas are looked at")]

    use std::collections::BTreeMap;

    use endpoint_runtime::JsonMap;
    use endpoint_runtime::{
        Result, endpoints,
        provider::{Environment, Provider},
    };
    use schemars::JsonSchema;
    use serde::Serialize;
    use serde_json::json;

    use super::*;
    use crate::{
        openapi::openapi,
        snippet::{Language, SnippetOptions, snippet},
        typescript::{SdkOptions, sdk},
    };

    #[derive(Clone, Debug, Serialize, JsonSchema)]
    #[schemars(extend("x-sensitive" = true))]
    struct Pin(u32);

    #[derive(Clone, Debug, Serialize, JsonSchema)]
    struct Login {
        user: String,
        #[schemars(extend("format" = "password"))]
        password: Option<String>,
        pins: Vec<Pin>,
        next: Option<Box<Login>>,
    }

    #[derive(Clone, Debug, Serialize, JsonSchema)]
    #[serde(tag = "kind")]
    enum Proof {
        None,
        Answer { answer: Pin },
    }

    #[endpoints(schema)]
    trait Logins {
        #[endpoint(POST "/v1/logins?<hint>", auth = none)]
        async fn add(
            &self,
            hint: Vec<String>,
            pin: Option<Pin>,
            login: Login,
            proofs: BTreeMap<String, Proof>,
            #[sensitive] token: Option<String>,
        ) -> Result<()>;
    }

    fn provider() -> Provider {
        let environment = Environment::new("live", "https://api.acme.example");
        Provider::builder("acme").environment(environment).resource(LoginsClient::SCHEMAS).build().unwrap()
    }

    fn values() -> JsonMap {
        let values = json!({
            "hint": ["shown"],
            "pin": 7_654_321,
            "login": {
                "user": "shown",
                "password": "canary",
                "pins": [7_654_321, 7_654_321],
                "next": { "user": "shown", "password": "canary", "pins": [] },
            },
            "proofs": { "shown": { "kind": "None" }, "first": { "kind": "Answer", "answer": 7_654_321 } },
            "token": "canary",
        });
        values.as_object().cloned().unwrap().into()
    }

    #[test]
    fn secrets_are_found_at_any_depth() {
        let provider = provider();
        let operation = provider.operation("logins_add").unwrap();
        let mut values = values();
        let mut names = Vec::new();
        for (name, value) in &mut values {
            let parameter = operation.parameter(name).unwrap();
            visit(operation, parameter, value, &mut |_, name, secret| {
                names.push(name.to_owned());
                *secret = Json::Null;
            });
        }
        names.sort_unstable();
        assert_eq!(names, ["answer", "password", "password", "pin", "pins", "pins", "token"]);
        let left = json!(values).to_string();
        assert!(!left.contains("canary") && !left.contains("7654321") && left.matches("shown").count() == 4, "{left}");
        let sensitive = operation.parameters.iter().filter(|parameter| is_sensitive(operation, parameter));
        assert_eq!(sensitive.map(|parameter| parameter.metadata.name).collect::<Vec<_>>(), ["pin", "token"]);
    }

    #[test]
    fn documents_and_packages_know_arguments_of_a_sensitive_type() {
        let provider = provider();
        let document = serde_json::to_value(openapi(&provider)).unwrap();
        let body = &document["paths"]["/v1/logins"]["post"]["requestBody"]["content"]["application/json"];
        let sensitive = |name: &str| body["schema"]["properties"][name].get("x-sensitive").is_some();
        assert_eq!(["pin", "token", "login"].map(sensitive), [true, true, false]);
        let package = sdk(&provider, &SdkOptions::new("acme")).unwrap();
        let operations = package.iter().find(|file| file.path == "operations.js").unwrap();
        let (types, operations) = operations.text.split_once("export const operations").unwrap();
        // `pin` and `token`, and within `login` and `proofs` all pins and passwords.
        assert_eq!(operations.matches("sensitive: true }").count(), 2, "{operations}");
        assert_eq!(types.matches("sensitive: true").count(), 2, "{types}");
    }

    #[test]
    fn no_snippet_shows_a_secret() {
        let provider = provider();
        let operation = provider.operation("logins_add").unwrap();
        for language in Language::ALL {
            let text = snippet(&provider, operation, &values(), &SnippetOptions::default(), language).unwrap();
            assert!(!text.contains("canary") && !text.contains("7654321"), "{text}");
            for part in ["shown", "password", "answer", "ACME_PIN", "ACME_TOKEN"] {
                assert!(text.contains(part), "{part} is not in {text}");
            }
        }
    }
}
