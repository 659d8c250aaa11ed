//! Random schemas, which all tools of this crate must interpret alike.

mod schemas;
mod typescript;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use endpoint_runtime::{
    JsonMap,
    provider::{Provider, TypeKind, Types, ValueType},
};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    example::plain,
    openapi::openapi,
    snippet::{Language, SnippetOptions, is_text, snippet},
    tests::acme::acme,
    typescript::{SdkOptions, TypeMapper, sdk},
};

/// A schema, and definitions that it may refer to.
#[derive(Clone, Debug)]
struct Case {
    schema: Value,
    definitions: BTreeMap<String, Value>,
}

impl Case {
    fn value_type(&self) -> ValueType {
        ValueType::read(&self.schema, &self.definitions)
    }

    fn types(&self) -> Types {
        Types::read(&self.definitions)
    }

    fn validator(&self) -> Validator {
        validator(&json!({ "$defs": self.definitions, "allOf": [self.schema] }))
    }

    /// Returns a provider with parameters in all places, all of which have the schema.
    fn provider(&self) -> Provider {
        static ACME: LazyLock<Provider> = LazyLock::new(|| {
            let mut acme = acme();
            let has_places = |id: &str| ["teams_list", "teams_settings", "teams_token"].contains(&id);
            acme.groups
                .iter_mut()
                .for_each(|group| group.operations.retain(|operation| has_places(operation.metadata.id)));
            acme
        });
        let mut provider = ACME.clone();
        let value_type = self.value_type();
        let (types, definitions) = (Arc::new(self.types()), Arc::new(self.definitions.clone()));
        provider.types = Arc::clone(&types);
        provider.definitions = Arc::clone(&definitions);
        for operation in provider.groups.iter_mut().flat_map(|group| &mut group.operations) {
            for parameter in &mut operation.parameters {
                parameter.schema = self.schema.clone();
                parameter.value_type = value_type.clone();
            }
            if operation.response.is_some() {
                operation.response = Some(self.schema.clone());
                operation.response_type = Some(value_type.clone());
            }
            operation.error = self.schema.clone();
            operation.error_type = value_type.clone();
            operation.definitions = Arc::clone(&definitions);
            operation.types = Arc::clone(&types);
        }
        provider
    }
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

/// Writes everything that this crate makes of a provider.
fn write_everything(provider: &Provider, value: Option<&Value>) {
    drop(openapi(provider));
    sdk(provider, &SdkOptions::new("acme")).unwrap();
    for operation in provider.operations() {
        let names = operation.parameters.iter().map(|parameter| parameter.metadata.name.to_owned());
        let values: JsonMap = names.zip(value.cloned().into_iter().cycle()).collect();
        for values in [JsonMap::new(), values] {
            for language in Language::ALL {
                match snippet(provider, operation, &values, &SnippetOptions::default(), language) {
                    Ok(text) => assert!(text.ends_with('\n'), "{text}"),
                    // It would round a number.
                    Err(error) => assert_eq!(error.language(), Language::TypeScript),
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_example_is_allowed_by_the_schema_and_by_all_that_is_made_of_it(case in schemas::consistent()) {
        let (value_type, types) = (case.value_type(), case.types());
        let declared = case.validator();
        prop_assert!(!declared.is_valid(&Value::Null) || types.is_nullable(&value_type));
        let Some(example) = plain(&value_type, "name", &types) else { return Ok(()) };
        prop_assert!(declared.is_valid(&example), "{example}");

        let names = case.definitions.keys().map(|name| (name.clone(), name.clone())).collect();
        let mapper = TypeMapper { types: &types, names: &names, is_input: false };
        prop_assert!(typescript::allows(&mapper, &mapper.to_type(&value_type), &example), "{example}");
        match mapper.scalar(&value_type) {
            _ if example.is_null() => {}
            Some("string") => prop_assert!(example.is_string()),
            Some("boolean") => prop_assert!(example.is_boolean()),
            Some(_) => prop_assert!(example.is_number()),
            None => {}
        }
        if !example.is_null() && !matches!(types.kind(&value_type), TypeKind::Any | TypeKind::Union(_)) {
            prop_assert_eq!(is_text(&value_type, &types), example.is_string());
        }

        let provider = case.provider();
        let document = serde_json::to_value(openapi(&provider)).unwrap();
        let body = &document["paths"]["/v1/settings"]["put"]["requestBody"]["content"]["application/json"];
        let written = validator(&json!({ "components": document["components"], "allOf": [body["schema"]] }));
        prop_assert!(written.is_valid(&example), "{body} refuses {example}");
        write_everything(&provider, Some(&example));
    }

    #[test]
    fn schemas_in_cycles_are_written_too(case in schemas::graph()) {
        let example = plain(&case.value_type(), "name", &case.types());
        write_everything(&case.provider(), example.as_ref());
    }

    #[test]
    fn schemas_that_contradict_themselves_are_written_too(case in schemas::contradicting()) {
        let example = plain(&case.value_type(), "name", &case.types());
        write_everything(&case.provider(), example.as_ref());
    }
}
