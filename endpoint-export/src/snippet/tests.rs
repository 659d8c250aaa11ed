//! Snippets of Stytch's endpoints as they are, and what the rules say of values and places that Stytch has not.

mod choices;
mod goldens;
mod secrets;
mod values;

use serde_json::{Map, Value};

use super::{Language, SnippetOptions, samples::acme, snippet};

/// A snippet of the second provider's.
fn written(id: &str, values: &Value, language: Language) -> String {
    let provider = acme();
    let none = Map::new();
    let values = values.as_object().unwrap_or(&none);
    snippet(&provider, provider.operation(id).unwrap(), values, &SnippetOptions::default(), language)
}

/// Says so where a part is not in the text.
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
}
