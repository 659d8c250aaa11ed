//! Snippets of Stytch's endpoints, and of values and places that Stytch does not have.

mod choices;
mod goldens;
mod header_groups;
mod numbers;
mod powershell;
mod secrets;
mod values;

use serde_json::Value;

use super::{Language, SnippetOptions, snippet};
use crate::tests::acme::acme;

/// Returns a snippet of the second provider.
fn written(id: &str, values: &Value, language: Language) -> String {
    let provider = acme();
    let values = values.as_object().cloned().unwrap_or_default().into();
    snippet(&provider, provider.operation(id).unwrap(), &values, &SnippetOptions::default(), language).unwrap()
}

/// Fails unless every part is in the text.
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
}
