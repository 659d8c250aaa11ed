//! Snippets of Stytch's endpoints, and of values and places that Stytch does not have.

mod choices;
mod goldens;
mod header_groups;
mod secrets;
mod values;

use serde_json::{Map, Value};

use super::{Language, SnippetOptions, snippet};
use crate::tests::acme::acme;

/// Returns a snippet of the second provider.
fn written(id: &str, values: &Value, language: Language) -> String {
    let provider = acme();
    let none = Map::new();
    let values = values.as_object().unwrap_or(&none);
    snippet(&provider, provider.operation(id).unwrap(), values, &SnippetOptions::default(), language)
}

/// Fails unless every part is in the text.
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
}
